package org.synapsesubnet.miner.resources;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Gathers the figures of one series in one slot. Not thread-safe. */
final class Gatherer {

    private final Map<Measure, Tally> tallies = new EnumMap<>(Measure.class);
    private int samples;

    private static final class Tally {
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private double sum;
        private int count;
    }

    void add(Map<Measure, Double> figures) {
        samples++;
        figures.forEach((measure, value) -> {
            Tally tally = tallies.computeIfAbsent(measure, any -> new Tally());
            tally.least = Math.min(tally.least, value);
            tally.most = Math.max(tally.most, value);
            tally.sum += value;
            tally.count++;
        });
    }

    Slot slot(Series series, Instant start) {
        var figures = new EnumMap<Measure, Spread>(Measure.class);
        tallies.forEach(
                (measure, tally) -> figures.put(measure, new Spread(tally.least, tally.sum / tally.count, tally.most)));
        return new Slot(series, start, samples, figures);
    }
}
