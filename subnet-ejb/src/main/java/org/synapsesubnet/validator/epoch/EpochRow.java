package org.synapsesubnet.validator.epoch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Salt;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.validator.verification.EpochKey;

/**
 * An epoch of this validator as its row says.
 *
 * @param firstBlock of the epoch
 * @param snapshotBlock whose metagraph it works with
 * @param secretSeed 32 bytes in hexadecimal
 * @param decision its weights and their salt; null before the commit is wanted
 * @param committedBlock −1 before
 * @param revealedBlock −1 before
 * @param updatedAt when it came into its phase
 */
record EpochRow(
        EpochKey key,
        EpochPhase phase,
        long firstBlock,
        long snapshotBlock,
        String secretSeed,
        @Nullable Decision decision,
        long committedBlock,
        long revealedBlock,
        Instant updatedAt) {

    /** What the validator commits to and later reveals. */
    record Decision(WeightRow weights, Salt salt) {}

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return key + " (" + phase.text() + ")";
    }
}
