package org.synapsesubnet.registrar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.problem.InvalidValue;

/** A module's configuration, or the schema of one, as the text that is stored. */
final class ConfigurationText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private ConfigurationText() {}

    /**
     * @param field what to call it where it is refused
     * @throws InvalidValue when it is longer than {@link ModuleDraft#MAX_CONFIGURATION_BYTES}
     */
    static String of(String field, Map<String, @Nullable Object> configuration) {
        try {
            String text = JSON.writeValueAsString(configuration);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > ModuleDraft.MAX_CONFIGURATION_BYTES) {
                throw new InvalidValue(
                        field, "at most " + ModuleDraft.MAX_CONFIGURATION_BYTES + " bytes as JSON, but had " + bytes);
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new InvalidValue(field, "must be a JSON object");
        }
    }

    static Map<String, @Nullable Object> read(String text) {
        try {
            return JSON.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored configuration is no JSON object", e);
        }
    }
}
