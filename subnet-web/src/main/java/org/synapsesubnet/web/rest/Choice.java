package org.synapsesubnet.web.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.web.problem.Problems;

/** Query parameters that take one of some words. */
public final class Choice {
    private Choice() {}

    /**
     * The constant whose name in lower case the text is; null where there is no text.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 400 that lists the words
     */
    public static <E extends Enum<E>> @Nullable E of(String parameter, @Nullable String text, Class<E> type) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> Problems.invalid(
                        parameter,
                        "must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Choice::word)
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * Whether a list runs backwards: {@code sort=-name}. Without the parameter it runs forwards.
     *
     * @param column the only one that it can be sorted by
     * @throws org.synapsesubnet.api.problem.ProblemException with status 400 for another column
     */
    public static boolean descending(@Nullable String sort, String column) {
        if (sort == null || sort.equals(column)) {
            return false;
        }
        if (sort.equals("-" + column)) {
            return true;
        }
        throw Problems.invalid("sort", "must be " + column + " or -" + column);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
