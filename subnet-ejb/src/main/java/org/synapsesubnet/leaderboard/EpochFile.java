package org.synapsesubnet.leaderboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An epoch: how far this validator is with it, and what the chain paid for it.
 *
 * @param phase null where this validator has no row of it
 * @param note why it was skipped; null if it wasn't
 * @param secrets null before the reveal
 * @param settlement null before the chain has settled it
 */
public record EpochFile(
        long epoch,
        @Nullable String phase,
        @Nullable String note,
        @Nullable Work work,
        @Nullable Secrets secrets,
        @Nullable Settlement settlement) {

    /**
     * Blocks and numbers of this validator's work; a block is null before it came.
     *
     * @param snapshotBlock whose metagraph it works with
     */
    public record Work(
            long firstBlock,
            long snapshotBlock,
            int specVersion,
            @Nullable Long committedBlock,
            @Nullable Long revealedBlock,
            @Nullable Long settledBlock,
            Instant openedAt) {}

    /**
     * What nobody may know before the weights are revealed.
     *
     * @param secretSeed decides which challenges each miner got
     * @param weights JSON, from uid to u16
     */
    public record Secrets(String secretSeed, String salt, String weights) {}

    /** What the chain paid; rao. */
    public record Settlement(long firstBlock, long settledBlock, Instant settledAt, long emission, List<Payee> payees) {

        public Settlement {
            payees = List.copyOf(payees);
        }
    }

    /** Who was paid. */
    public record Payee(String hotkey, NeuronFile.EpochPay pay) {}
}
