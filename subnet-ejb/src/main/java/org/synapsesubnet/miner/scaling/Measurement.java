package org.synapsesubnet.miner.scaling;

import java.time.Instant;

/**
 * What a miner had to do, from the measurement before to this one.
 *
 * @param at when it was taken
 * @param wanted replicas that there should have been
 * @param load what the replicas had to do
 */
public record Measurement(Instant at, int wanted, LoadReading load) {

    /** Requests at work and waiting. */
    int demand() {
        return load.busy() + load.queued();
    }

    boolean isIdle() {
        return demand() == 0 && load.begun() == 0;
    }
}
