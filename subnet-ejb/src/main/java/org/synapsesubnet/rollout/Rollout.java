package org.synapsesubnet.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.rollout.RolloutState;
import org.synapsesubnet.container.ImageReference;

/**
 * One way of a deployment from a release to another, as its row tells.
 *
 * @param number counts the deployment's roll-outs, from 1
 * @param wave from 0
 * @param waveSince when the wave began
 * @param wellSince since when all of the wave's replicas are well; null while they aren't
 */
record Rollout(
        String deployment,
        int number,
        Leg from,
        Leg to,
        RolloutPlan plan,
        int wave,
        RolloutState state,
        String reason,
        Instant waveSince,
        @Nullable Instant wellSince,
        String by,
        Instant startedAt,
        Instant changedAt) {

    private static final int REASON_LENGTH = 500;

    /** An end of the way. */
    record Leg(String version, ImageReference image) {}

    Rollout {
        reason = reason.length() > REASON_LENGTH ? reason.substring(0, REASON_LENGTH) : reason;
    }

    static Rollout begin(String deployment, int number, Leg from, Leg to, RolloutPlan plan, String by, Instant now) {
        return new Rollout(deployment, number, from, to, plan, 0, RolloutState.RUNNING, "", now, null, by, now, now);
    }

    Rollout become(RolloutState next, String why, Instant now) {
        return new Rollout(deployment, number, from, to, plan, wave, next, why, waveSince, null, by, startedAt, now);
    }

    /** The present wave from its beginning. */
    Rollout again(Instant now) {
        return new Rollout(
                deployment, number, from, to, plan, wave, state, reason, now, null, by, startedAt, changedAt);
    }

    Rollout nextWave(Instant now) {
        return new Rollout(deployment, number, from, to, plan, wave + 1, state, "", now, null, by, startedAt, now);
    }

    Rollout waiting(String why, @Nullable Instant well) {
        return new Rollout(
                deployment, number, from, to, plan, wave, state, why, waveSince, well, by, startedAt, changedAt);
    }
}
