package org.synapsesubnet.web.rest;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.web.problem.Problems;

/** Parameters that take a whole number. */
public final class WholeNumber {
    private WholeNumber() {}

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 400 that names parameter and range */
    public static long of(String parameter, @Nullable String text, long least, long most) {
        try {
            long value = text == null ? least - 1 : Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problems.invalid(parameter, "must be an integer within " + least + " to " + most);
    }
}
