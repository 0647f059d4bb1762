package org.synapsesubnet.miner;

import java.time.Duration;

/**
 * How long a replica rests after a failure.
 *
 * @param first after the second failure in a row; the first is repaired at once; 1 ms–10 min
 * @param most the rest doubles with each further failure up to this, at least {@code first}
 * @param crashLimit failures in a row after which the replica is left alone until its miner is changed, 2–1000
 * @param goodTime of being well after which earlier failures are forgiven
 */
public record BackOff(Duration first, Duration most, int crashLimit, Duration goodTime) {

    public BackOff {
        if (first.toMillis() < 1 || first.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("first: " + first + " must be from PT0.001S to PT10M");
        }
        if (most.compareTo(first) < 0) {
            throw new IllegalArgumentException("most: " + most + " must be at least first, " + first);
        }
        if (crashLimit < 2 || crashLimit > 1000) {
            throw new IllegalArgumentException("crashLimit: " + crashLimit + " must be from 2 to 1000");
        }
    }

    /** @param failures in a row, from 1 */
    Duration pauseAfter(int failures) {
        if (failures < 2) {
            return Duration.ZERO;
        }
        // 2^20 of the shortest first rests are more than a quarter of an hour; no product of them overflows.
        Duration rest = first.multipliedBy(1L << Math.min(failures - 2, 20));
        return rest.compareTo(most) > 0 ? most : rest;
    }

    boolean isHopeless(int failures) {
        return failures >= crashLimit;
    }
}
