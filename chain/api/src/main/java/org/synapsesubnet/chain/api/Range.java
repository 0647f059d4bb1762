package org.synapsesubnet.chain.api;

/** Refuses numbers out of their range. */
final class Range {

    private Range() {}

    static void check(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " must be " + least + " to " + most + ", but was " + value);
        }
    }
}
