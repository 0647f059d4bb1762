package org.synapsesubnet.api.fleet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a miner is scaled ({@code GET /fleet/miners/{name}/scaling}).
 *
 * @param miner its name
 * @param floor replicas at least
 * @param ceiling replicas at most
 * @param targetWaitMillis that a request may wait for a slot on average
 * @param leastTokensPerSecond that an answer shall come with; 0 where it doesn't matter
 * @param upSeconds over which waits are measured before there are more replicas
 * @param downSeconds in which fewer must have been enough before there are fewer
 * @param coolDownSeconds in which nothing changes after a change
 * @param idleSeconds without a request after which it sleeps; 0 where it never does
 * @param revision of the policy, grows with every change
 * @param replicas that there shall be now
 * @param reason of the last decision; empty before the first
 * @param decidedAt when a decision last had another reason or outcome than the one before; null before the first
 * @param lastChange why the number of replicas was last changed; empty if it never was
 * @param changedAt when that was; null if it never was
 * @param measurements the last ones that decisions are made on, by time
 */
public record FleetScalingView(
        String miner,
        int floor,
        int ceiling,
        long targetWaitMillis,
        double leastTokensPerSecond,
        long upSeconds,
        long downSeconds,
        long coolDownSeconds,
        long idleSeconds,
        long revision,
        int replicas,
        String reason,
        @Nullable Instant decidedAt,
        String lastChange,
        @Nullable Instant changedAt,
        List<FleetLoadPoint> measurements) {

    public FleetScalingView {
        measurements = List.copyOf(measurements);
    }
}
