package org.synapsesubnet.api.leaderboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaderboard at one moment.
 *
 * @param block the newest final block that is in it, −1 before the first
 * @param epoch that the block belongs to
 * @param miners best first
 * @param validators by stake, largest first
 */
public record LeaderboardView(
        Instant readAt, long block, long epoch, List<MinerStanding> miners, List<ValidatorStanding> validators) {

    public LeaderboardView {
        miners = List.copyOf(miners);
        validators = List.copyOf(validators);
    }

    /**
     * A miner.
     *
     * @param rank from 1
     * @param state {@code up}, {@code down} or {@code unknown}
     * @param reason why it isn't up or gets no work; empty when all is well
     * @param score its newest published one; absent before the first
     * @param trend that less the one before; absent without one before
     * @param scores published ones, oldest first, at most 20
     * @param completionTokens that it made for this validator's callers
     * @param emission for the last settled epoch
     * @param totalEmission since this validator listens
     */
    public record MinerStanding(
            int rank,
            int uid,
            String hotkey,
            String state,
            String reason,
            List<String> models,
            @Nullable Integer score,
            @Nullable Integer trend,
            List<Integer> scores,
            long completionTokens,
            long stake,
            int incentive,
            long emission,
            long totalEmission) {

        public MinerStanding {
            models = List.copyOf(models);
            scores = List.copyOf(scores);
        }
    }

    /**
     * A validator.
     *
     * @param rank from 1
     * @param own whether it is the one that shows this leaderboard
     * @param permit whether it may send weights
     * @param vtrust how much of its weights was within consensus
     * @param emission for the last settled epoch
     * @param totalEmission since this validator listens
     * @param lastUpdate block of its latest weights, or of its registration
     */
    public record ValidatorStanding(
            int rank,
            int uid,
            String hotkey,
            boolean own,
            boolean permit,
            long stake,
            int vtrust,
            int dividends,
            long emission,
            long totalEmission,
            long reveals,
            long missedReveals,
            long lastUpdate) {}
}
