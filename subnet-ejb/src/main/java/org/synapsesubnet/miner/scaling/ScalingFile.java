package org.synapsesubnet.miner.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A miner's scaling as it is written down.
 *
 * @param miner its name
 * @param policy within what it may be scaled
 * @param revision of the policy, grows with every change, from 1
 * @param decidedAt when it was last decided, null before the first time
 * @param reason of the last decision, empty before
 * @param changedAt when the number of replicas was last changed, null before the first time
 * @param change why, empty before
 */
public record ScalingFile(
        String miner,
        ScalingPolicy policy,
        long revision,
        @Nullable Instant decidedAt,
        String reason,
        @Nullable Instant changedAt,
        String change) {}
