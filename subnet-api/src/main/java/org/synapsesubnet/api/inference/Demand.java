package org.synapsesubnet.api.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/** What the records of this package demand of their fields; any may be missing in JSON. */
final class Demand {
    private Demand() {}

    static String text(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank() || text.length() > longest) {
            throw new InvalidValue(field, "must be a text of 1 to " + longest + " characters");
        }
        return text;
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidValue(field, "must be there");
        }
        return value;
    }

    static <T> List<T> list(String field, @Nullable List<T> list, int most) {
        if (list == null) {
            return List.of();
        }
        if (list.size() > most) {
            throw new InvalidValue(field, "at most " + most + ", but had " + list.size());
        }
        return List.copyOf(list);
    }

    static long within(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValue(field, "must be within " + least + " to " + most + ", but was " + value);
        }
        return value;
    }
}
