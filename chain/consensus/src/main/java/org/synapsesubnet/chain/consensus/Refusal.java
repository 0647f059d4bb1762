package org.synapsesubnet.chain.consensus;

/** Refuses a value with an error that names the field, the value and the limit. */
final class Refusal {

    private Refusal() {}

    static void unlessBetween(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s is %d, but must be between %d and %d".formatted(field, value, min, max));
        }
    }

    static void unlessEqual(String field, long value, String other, long expected) {
        if (value != expected) {
            throw new IllegalArgumentException("%s is %d, but %s is %d".formatted(field, value, other, expected));
        }
    }
}
