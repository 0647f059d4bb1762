package org.synapsesubnet.miner.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Measurements without a gap, the last one now.
 *
 * @param measurements by time
 */
record Recent(List<Measurement> measurements) {

    /** Whoever measures so seldom knows nothing of what was between. */
    private static final Duration GAP = Duration.ofSeconds(60);

    /** The last ones of these, as far back as there is no gap. */
    static Recent before(Instant now, List<Measurement> all) {
        Instant later = now;
        int first = all.size();
        while (first > 0 && !all.get(first - 1).at().plus(GAP).isBefore(later)) {
            first--;
            later = all.get(first).at();
        }
        return new Recent(all.subList(first, all.size()));
    }

    /** Those since the number of replicas that there should be became what it is. */
    Recent steady(int replicas) {
        int first = measurements.size();
        while (first > 0 && measurements.get(first - 1).wanted() == replicas) {
            first--;
        }
        return new Recent(measurements.subList(first, measurements.size()));
    }

    /** Those of the last so long. */
    Recent last(Duration time, Instant now) {
        Instant from = now.minus(time);
        return new Recent(measurements.stream()
                .filter(measurement -> !measurement.at().isBefore(from))
                .toList());
    }

    boolean isEmpty() {
        return measurements.isEmpty();
    }

    /** Whether they tell of so long a time. */
    boolean covers(Duration time, Instant now) {
        return !isEmpty() && !measurements.getFirst().at().isAfter(now.minus(time));
    }

    boolean isIdle() {
        return measurements.stream().allMatch(Measurement::isIdle);
    }

    /** Milliseconds that a request waited on average; where none got a slot but some wait, as long as can be told. */
    double meanWaitMillis() {
        long begun = measurements.stream().mapToLong(m -> m.load().begun()).sum();
        if (begun > 0) {
            return measurements.stream()
                            .mapToDouble(m -> m.load().waitedMillis())
                            .sum()
                    / begun;
        }
        boolean stuck =
                !isEmpty() && measurements.stream().allMatch(m -> m.load().queued() > 0);
        return stuck
                ? Duration.between(
                                measurements.getFirst().at(),
                                measurements.getLast().at())
                        .toMillis()
                : 0;
    }

    /** Requests at work and waiting, on average. */
    double meanDemand() {
        return measurements.stream().mapToInt(Measurement::demand).average().orElse(0);
    }

    /** The highest average of requests at work and waiting over so long a time as this. */
    double highestDemand(Duration time) {
        double highest = 0;
        double sum = 0;
        int first = 0;
        for (int last = 0; last < measurements.size(); last++) {
            sum += measurements.get(last).demand();
            while (measurements
                    .get(first)
                    .at()
                    .isBefore(measurements.get(last).at().minus(time))) {
                sum -= measurements.get(first++).demand();
            }
            highest = Math.max(highest, sum / (last - first + 1));
        }
        return highest;
    }

    /** Tokens a second and answer; infinite while nobody is at work. */
    double tokensPerSecond() {
        double tokens = 0;
        double slotSeconds = 0;
        for (int i = 1; i < measurements.size(); i++) {
            Measurement before = measurements.get(i - 1);
            Measurement now = measurements.get(i);
            double seconds = Duration.between(before.at(), now.at()).toNanos() / 1e9;
            slotSeconds += seconds * (before.load().busy() + now.load().busy()) / 2;
            tokens += now.load().tokens();
        }
        return slotSeconds > 0 ? tokens / slotSeconds : Double.POSITIVE_INFINITY;
    }

    /** Slots of one replica, as far as one has worked; 0 where none has. */
    double slotsPerReplica() {
        for (Measurement measurement : measurements.reversed()) {
            if (measurement.load().ready() > 0) {
                return (double) measurement.load().slots() / measurement.load().ready();
            }
        }
        return 0;
    }
}
