package org.synapsesubnet.api.leaderboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An epoch: how far this validator is with it, and what the chain paid for it. A block is absent before it came.
 *
 * @param phase {@code open}, {@code challenged}, {@code scored}, {@code committed}, {@code revealed}, {@code settled} or
 *     {@code skipped}; absent where this validator has nothing of it
 * @param note why it was skipped
 * @param snapshotBlock whose metagraph it works with
 * @param secretSeed decides which challenges each miner got; absent before the reveal, as are salt and weights
 * @param weights JSON object, from uid to u16
 * @param settlement what the chain paid; absent before, and in lists
 */
public record EpochView(
        long epoch,
        @Nullable String phase,
        @Nullable String note,
        @Nullable Long firstBlock,
        @Nullable Long snapshotBlock,
        @Nullable Integer specVersion,
        @Nullable Long committedBlock,
        @Nullable Long revealedBlock,
        @Nullable Long settledBlock,
        @Nullable Instant openedAt,
        @Nullable String secretSeed,
        @Nullable String salt,
        @Nullable Object weights,
        @Nullable SettlementView settlement) {

    /** What the chain paid for an epoch. */
    public record SettlementView(
            long firstBlock, long settledBlock, Instant settledAt, long emission, List<PayeeView> neurons) {

        public SettlementView {
            neurons = List.copyOf(neurons);
        }
    }

    /** Who was paid. */
    public record PayeeView(String hotkey, PayView pay) {}
}
