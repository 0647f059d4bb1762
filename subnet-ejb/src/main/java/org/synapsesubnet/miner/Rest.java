package org.synapsesubnet.miner;

import java.time.Instant;
import java.time.InstantSource;

/**
 * When something that failed is tried again.
 *
 * @param backOff how long after how many failures
 */
record Rest(BackOff backOff, InstantSource clock) {

    /** @param failures in a row, from 1; unlike a container, what failed outside isn't tried again at once */
    Instant until(int failures) {
        return clock.instant().plus(backOff.pauseAfter(failures + 1));
    }

    boolean isOver(Instant until) {
        return !clock.instant().isBefore(until);
    }
}
