package org.synapsesubnet.leaderboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.NeuronInfo;

/**
 * All that is known of one hotkey.
 *
 * @param standing what was noted of it since the projection began
 * @param neuron as the metagraph has it; empty when it has none now
 * @param scores newest first
 * @param pay newest first
 * @param challenges outcomes of the newest published epoch, in the order of their numbers
 */
public record NeuronFile(
        String hotkey,
        Optional<Standing> standing,
        Optional<NeuronInfo> neuron,
        List<PublishedScore> scores,
        List<EpochPay> pay,
        List<ChallengeLine> challenges) {

    public NeuronFile {
        scores = List.copyOf(scores);
        pay = List.copyOf(pay);
        challenges = List.copyOf(challenges);
    }

    /**
     * Sums since the projection began; rao.
     *
     * @param coldkey null where the registration came before that, as are block and time
     * @param leftBlock when it lost its neuron; null while it has one
     */
    public record Standing(
            int uid,
            @Nullable String coldkey,
            @Nullable Long registeredBlock,
            @Nullable Instant registeredAt,
            @Nullable Long leftBlock,
            long minerPay,
            long validatorPay,
            long reveals,
            long missedReveals) {}

    /** What an epoch brought to it; rao, proportions u16. */
    public record EpochPay(
            long epoch,
            int uid,
            int consensus,
            int incentive,
            int dividends,
            int validatorTrust,
            long minerPay,
            long validatorPay,
            boolean validatorPermit) {}

    /**
     * One judged challenge.
     *
     * @param comparedTokens null where nothing was compared, as is matchedTokens
     * @param logprobError median, millionths of a nat; null where nothing was compared
     */
    public record ChallengeLine(
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
