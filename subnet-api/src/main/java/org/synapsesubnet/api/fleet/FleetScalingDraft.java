package org.synapsesubnet.api.fleet;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * Within what a miner shall be scaled ({@code PUT /fleet/miners/{name}/scaling}). What is left out has its usual value.
 *
 * @param floor replicas at least, 0–1000; with 0 the miner sleeps when it has been idle
 * @param ceiling replicas at most, 1–1000
 * @param targetWaitMillis that a request may wait for a slot on average, 1–600,000; usually 500
 * @param leastTokensPerSecond that an answer shall come with on average, 0–10⁶; usually 0, where it doesn't matter
 * @param upSeconds over which waits are measured before there are more replicas, 5–3600; usually 20
 * @param downSeconds in which fewer replicas must have been enough before there are fewer, {@code upSeconds}–7200;
 *     usually 900
 * @param coolDownSeconds in which nothing changes after a change, 0–3600; usually 30
 * @param idleSeconds without a request after which a miner with a floor of 0 sleeps, 30–7200; usually 900
 */
public record FleetScalingDraft(
        Integer floor,
        Integer ceiling,
        @Nullable Integer targetWaitMillis,
        @Nullable Double leastTokensPerSecond,
        @Nullable Integer upSeconds,
        @Nullable Integer downSeconds,
        @Nullable Integer coolDownSeconds,
        @Nullable Integer idleSeconds) {

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public FleetScalingDraft {
        if (floor == null) {
            throw new InvalidValue("floor", "is needed");
        }
        if (ceiling == null) {
            throw new InvalidValue("ceiling", "is needed");
        }
    }
}
