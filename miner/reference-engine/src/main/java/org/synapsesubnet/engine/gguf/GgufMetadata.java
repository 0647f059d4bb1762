package org.synapsesubnet.engine.gguf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key–value part of a GGUF file, in the file's order.
 *
 * <p>Values are {@code Long} for all integers, {@code Float}, {@code Double}, {@code Boolean}, {@code String}, and for
 * arrays {@code List<String>}, {@code long[]} (integers and booleans) or {@code double[]}.
 */
public final class GgufMetadata {

    private final Map<String, Object> values;

    GgufMetadata(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** All values by key; for showing, not for deciding. */
    public Map<String, Object> asMap() {
        return values;
    }

    /** An integer between the bounds, both included. */
    public int integer(String key, int least, int most) throws MalformedGgufException {
        Object value = required(key);
        if (value instanceof Long number && number >= least && number <= most) {
            return number.intValue();
        }
        throw new MalformedGgufException(
                key, describe(value), "an integer from " + least + " to " + most + " is needed");
    }

    public int integer(String key, int least, int most, int otherwise) throws MalformedGgufException {
        return values.containsKey(key) ? integer(key, least, most) : otherwise;
    }

    /** A finite number above zero. */
    public double positive(String key) throws MalformedGgufException {
        Object value = required(key);
        if (value instanceof Number number && number.doubleValue() > 0 && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new MalformedGgufException(key, describe(value), "a finite number above 0 is needed");
    }

    public double positive(String key, double otherwise) throws MalformedGgufException {
        return values.containsKey(key) ? positive(key) : otherwise;
    }

    public boolean flag(String key, boolean otherwise) throws MalformedGgufException {
        Object value = values.getOrDefault(key, otherwise);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new MalformedGgufException(key, describe(value), "true or false is needed");
    }

    public String text(String key) throws MalformedGgufException {
        if (required(key) instanceof String text) {
            return text;
        }
        throw new MalformedGgufException(key, describe(required(key)), "a string is needed");
    }

    public Optional<String> optionalText(String key) throws MalformedGgufException {
        return values.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // The reader makes lists of strings only.
    public List<String> texts(String key) throws MalformedGgufException {
        if (required(key) instanceof List<?> texts) {
            return (List<String>) texts;
        }
        throw new MalformedGgufException(key, describe(required(key)), "an array of strings is needed");
    }

    public Optional<long[]> integers(String key) throws MalformedGgufException {
        if (!values.containsKey(key)) {
            return Optional.empty();
        }
        if (required(key) instanceof long[] integers) {
            return Optional.of(integers.clone());
        }
        throw new MalformedGgufException(key, describe(required(key)), "an array of integers is needed");
    }

    private Object required(String key) throws MalformedGgufException {
        Object value = values.get(key);
        if (value == null) {
            throw new MalformedGgufException("metadata lacks " + key);
        }
        return value;
    }

    private static String describe(Object value) {
        return switch (value) {
            case List<?> list -> "an array of " + list.size() + " strings";
            case long[] integers -> "an array of " + integers.length + " integers";
            case double[] numbers -> "an array of " + numbers.length + " numbers";
            default -> {
                String text = value.toString();
                yield text.length() <= 80 ? text : text.substring(0, 80) + "…";
            }
        };
    }
}
