package org.synapsesubnet.api.rollout;

import java.time.Instant;
import java.util.List;

/**
 * One way from a release to another.
 *
 * @param number counts the roll-outs of a deployment, from 1
 * @param from version before
 * @param to version after
 * @param waves shares of the replicas in percent
 * @param wave the present one, from 1
 * @param replicas that shall run the new release at present
 * @param reason why it is where it is, in words
 * @param by account that began it
 * @param changedAt when its state or wave changed last
 */
public record RolloutView(
        int number,
        String from,
        String to,
        List<Integer> waves,
        int wave,
        int replicas,
        RolloutState state,
        String reason,
        String by,
        Instant startedAt,
        Instant changedAt) {

    public RolloutView {
        waves = List.copyOf(waves);
    }
}
