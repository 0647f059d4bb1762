package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.NeuronPay;
import org.synapsesubnet.chain.consensus.ConsensusParameters;
import org.synapsesubnet.chain.consensus.EpochInputs;
import org.synapsesubnet.chain.consensus.EpochOutcome;
import org.synapsesubnet.chain.consensus.NeuronOutcome;
import org.synapsesubnet.chain.consensus.NeuronState;
import org.synapsesubnet.chain.consensus.SparseRows;
import org.synapsesubnet.chain.consensus.YumaConsensus;

/** Puts the neurons before consensus and takes home what it says. A uid that nobody has counts as one without stake. */
final class EpochSettlement {

    private final Neurons neurons;
    private final Hotkeys hotkeys;
    private final Hyperparameters rules;

    EpochSettlement(Neurons neurons, Hotkeys hotkeys, Hyperparameters rules) {
        this.neurons = neurons;
        this.hotkeys = hotkeys;
        this.rules = rules;
    }

    /**
     * Pays everybody by adding to the stakes.
     *
     * @param block in which the epoch settles
     * @param epoch that is over
     * @param lastTempo block in which the one before it settled
     * @param emission rao to share out
     * @return by ascending uid
     */
    List<NeuronPay> settle(long block, long epoch, long lastTempo, long emission) {
        if (neurons.byUid().isEmpty()) {
            return List.of();
        }
        EpochOutcome outcome = YumaConsensus.settle(inputs(block, epoch, lastTempo, emission));
        List<NeuronPay> pays = new ArrayList<>();
        for (int uid : List.copyOf(neurons.byUid().keySet())) {
            Neuron neuron = neurons.at(uid);
            NeuronPay pay = pay(uid, neuron, outcome.neurons().get(uid));
            pays.add(pay);
            hotkeys.share(neuron.hotkey(), pay.validatorPay(), rules.economy().delegateTake());
            hotkeys.change(neuron.hotkey(), neuron.coldkey(), pay.minerPay());
            neurons.put(
                    uid,
                    neuron.with(Standing.after(pay))
                            .with(neuron.validating().withBonds(outcome.bonds().row(uid))));
        }
        return pays;
    }

    private EpochInputs inputs(long block, long epoch, long lastTempo, long emission) {
        List<NeuronState> states = new ArrayList<>();
        List<Map<Integer, Integer>> weights = new ArrayList<>();
        List<Map<Integer, Integer>> bonds = new ArrayList<>();
        int size = neurons.byUid().lastKey() + 1;
        SortedMap<Integer, Integer> none = new TreeMap<>();
        for (int uid = 0; uid < size; uid++) {
            Optional<Neuron> neuron = Optional.ofNullable(neurons.byUid().get(uid));
            states.add(neuron.map(known -> state(known, block, epoch)).orElse(new NeuronState(0, false, false, 0, 0)));
            weights.add(neuron.map(known -> known.validating().weights()).orElse(none));
            bonds.add(neuron.map(known -> known.validating().bonds()).orElse(none));
        }
        return new EpochInputs(
                states,
                OptionalInt.empty(),
                SparseRows.of(weights),
                SparseRows.of(bonds),
                lastTempo,
                emission,
                parameters());
    }

    private NeuronState state(Neuron neuron, long block, long epoch) {
        long earliestCommit = neuron.validating().commits().stream()
                .filter(commit -> commit.epoch() + rules.weighting().revealPeriod() >= epoch)
                .mapToLong(OpenCommit::block)
                .min()
                .orElse(NeuronState.NO_COMMIT);
        return new NeuronState(
                hotkeys.stake(neuron.hotkey()),
                neuron.standing().permit(),
                isActive(neuron, rules, block),
                neuron.validating().lastUpdate(),
                neuron.registeredAt(),
                earliestCommit);
    }

    static boolean isActive(Neuron neuron, Hyperparameters rules, long block) {
        return NeuronState.isActive(
                neuron.validating().lastUpdate(), rules.validation().activityCutoff(), block);
    }

    private ConsensusParameters parameters() {
        Hyperparameters.Validation validation = rules.validation();
        return new ConsensusParameters(
                validation.kappa(),
                validation.bondsPenalty(),
                validation.bondsMovingAverage(),
                false,
                Optional.empty(),
                validation.maxValidators(),
                validation.stakeThreshold());
    }

    private static NeuronPay pay(int uid, Neuron neuron, NeuronOutcome outcome) {
        return new NeuronPay(
                uid,
                neuron.hotkey(),
                outcome.consensus(),
                outcome.incentive(),
                outcome.dividends(),
                outcome.validatorTrust(),
                outcome.serverEmission(),
                outcome.validatorEmission(),
                outcome.validatorPermit());
    }
}
