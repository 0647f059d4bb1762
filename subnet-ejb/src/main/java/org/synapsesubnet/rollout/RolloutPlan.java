package org.synapsesubnet.rollout;

import java.time.Duration;
import java.util.List;
import org.synapsesubnet.api.rollout.RolloutDraft;

/**
 * How a roll-out goes.
 *
 * @param waves growing shares of the replicas in percent, the last one 100
 * @param soak how long all of a wave's replicas must have been well before the next one begins
 * @param ready how long a wave may take until all its replicas are well
 * @param failures of a wave's replicas that are tolerated
 */
record RolloutPlan(List<Integer> waves, Duration soak, Duration ready, int failures) {

    /** All at once and without a look back: the way to a release that was good before. */
    static final RolloutPlan BACK = new RolloutPlan(List.of(100), Duration.ZERO, Duration.ofMinutes(5), 0);

    RolloutPlan {
        waves = List.copyOf(waves);
    }

    @SuppressWarnings("NullAway") // the draft has put its usual values where nothing was said
    static RolloutPlan of(RolloutDraft draft) {
        return new RolloutPlan(
                draft.waves(),
                Duration.ofSeconds(draft.soakSeconds()),
                Duration.ofSeconds(draft.readySeconds()),
                draft.failures());
    }

    /**
     * How many run the new release in a wave: its share, rounded up.
     *
     * @param wave from 0
     * @param all replicas of the miner
     */
    int replicas(int wave, int all) {
        return Math.ceilDiv(all * waves.get(wave), 100);
    }

    boolean isLast(int wave) {
        return wave == waves.size() - 1;
    }
}
