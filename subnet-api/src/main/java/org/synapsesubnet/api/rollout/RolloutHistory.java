package org.synapsesubnet.api.rollout;

import java.util.List;

/**
 * A deployment's roll-outs, the latest first.
 *
 * @param offset how many come before
 * @param limit how many were asked for
 * @param total how many there are
 */
public record RolloutHistory(List<RolloutView> rollouts, int offset, int limit, long total) {

    public RolloutHistory {
        rollouts = List.copyOf(rollouts);
    }
}
