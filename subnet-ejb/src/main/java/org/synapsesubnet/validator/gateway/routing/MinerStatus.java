package org.synapsesubnet.validator.gateway.routing;

import java.util.Set;

/**
 * What a miner's axon said when it was last asked.
 *
 * @param up whether it answered as the miner it should be
 * @param reason why it is not up, empty when it is
 * @param models full names of the models it serves; kept from before when it is down
 * @param slots requests it works on at once, ≥ 1
 * @param others requests it has from elsewhere, running or queued
 */
public record MinerStatus(boolean up, String reason, Set<String> models, int slots, int others) {

    /** Before the first answer. */
    static final MinerStatus UNKNOWN = new MinerStatus(false, "not asked yet", Set.of(), 1, 0);

    public MinerStatus {
        if (slots < 1) {
            throw new IllegalArgumentException("slots: " + slots + " must be at least 1");
        }
        if (others < 0) {
            throw new IllegalArgumentException("others: " + others + " must be at least 0");
        }
        models = Set.copyOf(models);
    }

    MinerStatus down(String why) {
        return new MinerStatus(false, why, models, slots, 0);
    }
}
