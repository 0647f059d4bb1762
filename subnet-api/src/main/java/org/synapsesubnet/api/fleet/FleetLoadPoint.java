package org.synapsesubnet.api.fleet;

import java.time.Instant;

/**
 * What a miner had to do, as it was measured.
 *
 * @param at when
 * @param wanted replicas that there should have been
 * @param ready replicas that worked
 * @param slots requests that those work on at once
 * @param busy slots in use
 * @param queued requests that waited for a slot
 * @param begun requests that got a slot since the measurement before
 * @param waitedMillis how long those had waited together
 * @param tokens made since the measurement before
 */
public record FleetLoadPoint(
        Instant at,
        int wanted,
        int ready,
        int slots,
        int busy,
        int queued,
        long begun,
        double waitedMillis,
        long tokens) {}
