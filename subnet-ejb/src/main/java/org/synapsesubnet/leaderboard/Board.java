package org.synapsesubnet.leaderboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaderboard at one moment. Amounts are in rao, proportions u16 of 65535, scores in millionths.
 *
 * @param block the newest final block that is in it, −1 before the first
 * @param epoch that the block belongs to
 * @param miners best first
 * @param validators by stake, largest first
 */
public record Board(Instant readAt, long block, long epoch, List<MinerLine> miners, List<ValidatorLine> validators) {

    public Board {
        miners = List.copyOf(miners);
        validators = List.copyOf(validators);
    }

    /**
     * A miner.
     *
     * @param rank from 1
     * @param state {@code up}, {@code down}, or {@code unknown} where the gateway doesn't know it
     * @param reason why it isn't up or gets no work; empty when all is well
     * @param models what it serves
     * @param score its newest published one; null before the first
     * @param trend that less the one before; null without one before
     * @param history published scores, oldest first, at most 20
     * @param completionTokens that it made for this validator's callers
     * @param pay for the last settled epoch
     * @param totalPay since the projection began
     */
    public record MinerLine(
            int rank,
            int uid,
            String hotkey,
            String state,
            String reason,
            List<String> models,
            @Nullable Integer score,
            @Nullable Integer trend,
            List<Integer> history,
            long completionTokens,
            long stake,
            int incentive,
            long pay,
            long totalPay) {

        public MinerLine {
            models = List.copyOf(models);
            history = List.copyOf(history);
        }
    }

    /**
     * A validator.
     *
     * @param rank from 1
     * @param own whether it is this deployment's
     * @param permit whether it may send weights
     * @param validatorTrust how much of its weights was within consensus
     * @param pay for the last settled epoch
     * @param totalPay since the projection began
     * @param missedReveals commits that expired
     * @param lastUpdate block of its latest weights, or of its registration
     */
    public record ValidatorLine(
            int rank,
            int uid,
            String hotkey,
            boolean own,
            boolean permit,
            long stake,
            int validatorTrust,
            int dividends,
            long pay,
            long totalPay,
            long reveals,
            long missedReveals,
            long lastUpdate) {}
}
