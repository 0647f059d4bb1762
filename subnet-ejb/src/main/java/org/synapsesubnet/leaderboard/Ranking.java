package org.synapsesubnet.leaderboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.leaderboard.Board.MinerLine;
import org.synapsesubnet.leaderboard.Board.ValidatorLine;
import org.synapsesubnet.validator.gateway.routing.MinerView;

/**
 * Puts neurons in their order: miners by their newest published score, those without one after all others, then by
 * incentive and uid; validators by stake. A neuron that both serves and sends weights is in both lists.
 */
final class Ranking {

    private static final String NOT_KNOWN = "unknown";

    private final Map<String, List<Integer>> scores;
    private final Map<String, NeuronFile.Standing> standings;
    private final Function<String, Optional<MinerView>> gateway;
    private final ToLongFunction<String> tokens;
    private final String own;

    /**
     * @param scores published ones by hotkey, oldest first
     * @param gateway how the gateway sees the miner with a hotkey
     * @param tokens that the miner with a hotkey made
     * @param own this deployment's validator
     */
    Ranking(
            Map<String, List<Integer>> scores,
            Map<String, NeuronFile.Standing> standings,
            Function<String, Optional<MinerView>> gateway,
            ToLongFunction<String> tokens,
            String own) {
        this.scores = scores;
        this.standings = standings;
        this.gateway = gateway;
        this.tokens = tokens;
        this.own = own;
    }

    Board of(Metagraph metagraph, Instant now) {
        List<NeuronInfo> miners = metagraph.neurons().stream()
                .filter(neuron -> !sendsWeights(neuron) || neuron.axon().isPresent())
                .sorted(Comparator.comparing(this::score, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(NeuronInfo::incentive, Comparator.reverseOrder())
                        .thenComparing(NeuronInfo::uid))
                .toList();
        List<NeuronInfo> validators = metagraph.neurons().stream()
                .filter(this::sendsWeights)
                .sorted(Comparator.comparing(NeuronInfo::stake).reversed().thenComparing(NeuronInfo::uid))
                .toList();
        List<MinerLine> minerLines = new ArrayList<>();
        miners.forEach(miner -> minerLines.add(miner(minerLines.size() + 1, miner)));
        List<ValidatorLine> validatorLines = new ArrayList<>();
        validators.forEach(validator -> validatorLines.add(validator(validatorLines.size() + 1, validator)));
        return new Board(now, metagraph.block(), metagraph.epoch(), minerLines, validatorLines);
    }

    /** Miners' pay becomes stake, and stake a permit: only weights tell who validates. */
    private boolean sendsWeights(NeuronInfo neuron) {
        NeuronFile.Standing standing = standings.get(neuron.hotkey().toString());
        return neuron.hotkey().toString().equals(own)
                || neuron.dividends() > 0
                || standing != null && standing.reveals() + standing.missedReveals() > 0;
    }

    private @Nullable Integer score(NeuronInfo neuron) {
        List<Integer> history = history(neuron);
        return history.isEmpty() ? null : history.getLast();
    }

    private List<Integer> history(NeuronInfo neuron) {
        return scores.getOrDefault(neuron.hotkey().toString(), List.of());
    }

    private MinerLine miner(int rank, NeuronInfo neuron) {
        String hotkey = neuron.hotkey().toString();
        List<Integer> history = history(neuron);
        int count = history.size();
        NeuronFile.Standing standing = standings.get(hotkey);
        Optional<MinerView> seen = gateway.apply(hotkey);
        return new MinerLine(
                rank,
                neuron.uid(),
                hotkey,
                seen.map(view -> view.up() ? "up" : "down").orElse(NOT_KNOWN),
                seen.map(MinerView::reason)
                        .orElse(neuron.axon().isPresent() ? "this validator doesn't call it" : "no axon announced"),
                seen.map(MinerView::models).orElse(List.of()),
                count == 0 ? null : history.getLast(),
                count < 2 ? null : history.getLast() - history.get(count - 2),
                history,
                tokens.applyAsLong(hotkey),
                neuron.stake(),
                neuron.incentive(),
                neuron.pay(),
                standing == null ? 0 : standing.minerPay());
    }

    private ValidatorLine validator(int rank, NeuronInfo neuron) {
        String hotkey = neuron.hotkey().toString();
        NeuronFile.Standing standing = standings.get(hotkey);
        return new ValidatorLine(
                rank,
                neuron.uid(),
                hotkey,
                hotkey.equals(own),
                neuron.validatorPermit(),
                neuron.stake(),
                neuron.validatorTrust(),
                neuron.dividends(),
                neuron.pay(),
                standing == null ? 0 : standing.validatorPay(),
                standing == null ? 0 : standing.reveals(),
                standing == null ? 0 : standing.missedReveals(),
                neuron.lastUpdate());
    }
}
