package org.synapsesubnet.web.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** Turns a JSON body into a record, or into a problem that names the place and never a class of ours. */
final class JsonBody {
    private JsonBody() {}

    static <T extends Record> T read(byte[] bytes, Class<T> type) throws IOException {
        try {
            T value = bytes.length == 0 ? null : Json.MAPPER.readValue(bytes, type);
            if (value == null) {
                throw new ProblemException(
                        Problems.malformedJson("The body must be a JSON object, but there is none."));
            }
            return value;
        } catch (JsonProcessingException e) {
            if (e instanceof ValueInstantiationException && invalidValueIn(e) instanceof InvalidValue invalid) {
                List<FieldError> errors = unknownFields(bytes, type);
                errors.add(invalid.asFieldError());
                throw new ProblemException(Problems.invalid(errors));
            }
            throw new ProblemException(problemOf(e));
        }
    }

    /** Jackson makes the record before it looks at the fields it doesn't know: a misspelt one would seem to be missing. */
    private static List<FieldError> unknownFields(byte[] bytes, Class<?> type) throws IOException {
        List<FieldError> errors = new ArrayList<>();
        Set<String> known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        try {
            Json.MAPPER.readTree(bytes).fieldNames().forEachRemaining(field -> {
                if (!known.contains(field)) {
                    errors.add(new FieldError(field, "there is no such field"));
                }
            });
        } catch (JsonProcessingException malformedFurtherOn) {
            throw new ProblemException(problemOf(malformedFurtherOn));
        }
        return errors;
    }

    private static Problem problemOf(JsonProcessingException e) {
        if (e instanceof PropertyBindingException unknown) {
            return Problems.invalid(List.of(new FieldError(pathOf(unknown), "there is no such field")));
        }
        if (e instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return Problems.invalid(
                    List.of(new FieldError(pathOf(mismatch), "must be " + expectation(mismatch.getTargetType()))));
        }
        if (e instanceof MismatchedInputException) {
            return Problems.malformedJson("The body must be one JSON object" + place(e) + ".");
        }
        if (e instanceof StreamConstraintsException) {
            return Problems.malformedJson("The body is nested too deeply, or has a number or text that is too long.");
        }
        if (e instanceof JsonMappingException && e.getCause() instanceof JsonProcessingException cause) {
            return problemOf(cause); // wrapped on its way out of a nested value
        }
        return Problems.malformedJson("The body is not well-formed JSON" + place(e) + ".");
    }

    private static @Nullable Throwable invalidValueIn(Throwable e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof InvalidValue)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : ": see line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String expectation(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "an integer within its range";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another type";
    }
}
