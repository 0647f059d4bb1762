package org.synapsesubnet.axon.share;

/** An average that follows what is new: each value counts a fifth, those before it the rest. */
final class Average {

    private static final double NEWEST_COUNTS = 0.2;

    private double value;

    Average(double first) {
        value = first;
    }

    void add(double next) {
        value += NEWEST_COUNTS * (next - value);
    }

    double value() {
        return value;
    }
}
