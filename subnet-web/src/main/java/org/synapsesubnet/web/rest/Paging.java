package org.synapsesubnet.web.rest;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.web.problem.Problems;

/**
 * Which part of a list a request asks for.
 *
 * @param offset 0 to {@value #MAX_OFFSET}; 0 where nothing is said
 * @param limit 1 to {@value #MAX_LIMIT}; {@value #DEFAULT_LIMIT} where nothing is said
 */
public record Paging(int offset, int limit) {
    private static final int MAX_OFFSET = 1_000_000;
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 50;

    /**
     * From the query's texts.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 400 that names parameter and range
     */
    public static Paging of(@Nullable String offset, @Nullable String limit) {
        return new Paging(
                number("offset", offset, 0, 0, MAX_OFFSET), number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    private static int number(String parameter, @Nullable String text, int otherwise, int least, int most) {
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problems.invalid(parameter, "must be an integer within " + least + " to " + most);
    }
}
