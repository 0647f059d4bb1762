package org.synapsesubnet.axon.settings;

/** What a number may be. */
final class Range {

    private Range() {}

    static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, not %d".formatted(name, least, most, value));
        }
    }
}
