package org.synapsesubnet.api.receipt;

import java.util.Locale;

/** How an answer ended. */
public enum Outcome {
    /** The engine said that it was done, and all of it was sent. */
    FINISHED,
    /** The validator left before the end. */
    CANCELLED,
    /** The engine refused, broke off or fell silent. */
    FAILED;

    /** The name in lower case, as it stands in receipts and metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome ofCode(String code) {
        for (Outcome outcome : values()) {
            if (outcome.code().equals(code)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("outcome must be finished, cancelled or failed, not " + code);
    }
}
