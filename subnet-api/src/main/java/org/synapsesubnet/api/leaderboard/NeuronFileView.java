package org.synapsesubnet.api.leaderboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one hotkey. What stands on the chain is absent where it has no neuron now; sums count from when
 * this validator began to listen.
 *
 * @param registered whether it has a neuron now
 * @param axon {@code address:port}; absent while none was announced
 * @param certificateDigest SHA-256 of the axon's certificate; absent or empty without TLS
 * @param scores published ones, newest first
 * @param pay newest first
 * @param challenges outcomes in the newest published epoch
 */
public record NeuronFileView(
        String hotkey,
        boolean registered,
        @Nullable Integer uid,
        @Nullable String coldkey,
        @Nullable Long registeredBlock,
        @Nullable String axon,
        @Nullable String certificateDigest,
        @Nullable Long stake,
        long minerPay,
        long validatorPay,
        long reveals,
        long missedReveals,
        List<ScoreView> scores,
        List<PayView> pay,
        List<ChallengeView> challenges) {

    public NeuronFileView {
        scores = List.copyOf(scores);
        pay = List.copyOf(pay);
        challenges = List.copyOf(challenges);
    }

    /**
     * A published score with its terms.
     *
     * @param raw of its epoch alone
     * @param score smoothed
     * @param weight u16
     * @param inputs JSON object: what each term was computed from
     */
    public record ScoreView(
            long epoch,
            int specVersion,
            int quality,
            int reliability,
            int speed,
            int raw,
            int score,
            int weight,
            Object inputs,
            Instant scoredAt) {}

    /**
     * A judged challenge; what wasn't compared with the reference is absent.
     *
     * @param firstTokenNanos 0 when no token came
     * @param logprobError median absolute difference of log-probabilities, millionths of a nat
     * @param faults checks of form that it failed
     */
    public record ChallengeView(
            long epoch,
            int number,
            String model,
            String outcome,
            String detail,
            long completionTokens,
            long firstTokenNanos,
            long totalNanos,
            @Nullable Integer comparedTokens,
            @Nullable Integer matchedTokens,
            @Nullable Long logprobError,
            int faults) {}
}
