package org.synapsesubnet.api.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * The records of this package as JSON. Fields that a record doesn't know are ignored, as newer minor versions may add
 * some; values of another type are refused. Needs {@code jackson-databind}, which this API doesn't bring by itself.
 */
public final class ModuleJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private ModuleJson() {}

    /** @throws ModuleException {@link ErrorCode#INVALID_INPUT} that names the field at fault, where one is */
    public static <T extends Record> T read(byte[] json, Class<T> type) throws ModuleException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new ModuleException(ErrorCode.INVALID_INPUT, "a JSON object is needed", null);
            }
            return value;
        } catch (JsonMappingException e) {
            InvalidValue invalid = invalidValueIn(e);
            String field = path(e, invalid);
            String expectation = invalid == null
                    ? "is missing or of another type"
                    : invalid.asFieldError().message();
            String message = field == null ? "a JSON object is needed" : field + ": " + expectation;
            throw new ModuleException(ErrorCode.INVALID_INPUT, message, field);
        } catch (JsonProcessingException e) {
            throw new ModuleException(ErrorCode.INVALID_INPUT, "the body is no well-formed JSON", null);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can always be read", e);
        }
    }

    public static byte[] write(Record value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours can't be written as JSON", e);
        }
    }

    private static @Nullable String path(JsonMappingException e, @Nullable InvalidValue invalid) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        String whole =
                invalid == null ? path : path + "." + invalid.asFieldError().field();
        return whole.isEmpty() ? null : whole.substring(whole.startsWith(".") ? 1 : 0);
    }

    private static @Nullable InvalidValue invalidValueIn(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue invalid) {
                return invalid;
            }
        }
        return null;
    }
}
