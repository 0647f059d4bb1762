package org.synapsesubnet.registrar.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.AllowSchemaLoader;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * The JSON Schema (2020-12) of a release's settings. It stands for itself: references lead to places within it, nothing
 * is ever fetched. A reference to a secret counts as the text that it stands for.
 */
public final class SettingsSchema {
    private static final String DIALECT = SchemaId.V202012;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            // The library brings the schema of schemas in its own jar; whatever else somebody names stays where it is.
            factory -> factory.schemaLoaders(loaders -> loaders.add(
                    new AllowSchemaLoader(address -> address.toString().startsWith("classpath:draft/")))));
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();
    private static final JsonSchema SCHEMA_OF_SCHEMAS = FACTORY.getSchema(SchemaLocation.of(DIALECT), CONFIG);

    private final @Nullable JsonSchema schema;

    private SettingsSchema(@Nullable JsonSchema schema) {
        this.schema = schema;
    }

    /**
     * @param settings empty where anything goes
     * @throws InvalidValue when it is no schema, or leads elsewhere
     */
    public static SettingsSchema of(Map<String, @Nullable Object> settings) {
        if (settings.isEmpty()) {
            return new SettingsSchema(null);
        }
        JsonNode node = JSON.valueToTree(settings);
        requireItsOwn(node);
        Set<ValidationMessage> faults = SCHEMA_OF_SCHEMAS.validate(node);
        if (!faults.isEmpty()) {
            throw new InvalidValue("settings", "must be a JSON Schema: " + fault("settings", first(faults)));
        }
        try {
            JsonSchema schema = FACTORY.getSchema(node, CONFIG);
            schema.initializeValidators();
            return new SettingsSchema(schema);
        } catch (JsonSchemaException e) {
            throw new InvalidValue("settings", "must be a JSON Schema whose references lead to places within it");
        }
    }

    /** What is wrong with a configuration, by its fields; empty when nothing is. */
    public List<FieldError> faultsOf(Map<String, @Nullable Object> configuration) {
        if (schema == null) {
            return List.of();
        }
        JsonNode resolved = SecretReferences.asTexts(JSON.valueToTree(configuration));
        Set<String> secrets = SecretReferences.places(JSON.valueToTree(configuration));
        return schema.validate(resolved).stream()
                .filter(fault -> !secrets.contains(fault.getInstanceLocation().toString()))
                .sorted(Comparator.comparing(
                        fault -> fault.getInstanceLocation().toString()))
                .map(fault -> fault("configuration", fault))
                .toList();
    }

    private static void requireItsOwn(JsonNode node) {
        node.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            boolean leadsAway = (name.equals("$ref") || name.equals("$dynamicRef"))
                    && value.isTextual()
                    && !value.asText().startsWith("#");
            if (leadsAway || (name.equals("$id") && value.isTextual())) {
                throw new InvalidValue(
                        "settings", name + " must lead to a place within the schema, but is " + value.asText());
            }
            if (name.equals("$schema") && !value.asText().equals(DIALECT)) {
                throw new InvalidValue("settings", "$schema must be left out or " + DIALECT);
            }
            requireItsOwn(value);
        });
        if (node.isArray()) {
            node.forEach(SettingsSchema::requireItsOwn);
        }
    }

    private static ValidationMessage first(Set<ValidationMessage> faults) {
        return faults.iterator().next();
    }

    private static FieldError fault(String root, ValidationMessage fault) {
        String pointer = fault.getInstanceLocation().toString();
        String message = fault.getMessage();
        return new FieldError(
                root + pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.'),
                message.startsWith(pointer + ": ") ? message.substring(pointer.length() + 2) : message);
    }
}
