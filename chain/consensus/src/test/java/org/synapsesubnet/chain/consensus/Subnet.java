package org.synapsesubnet.chain.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** A small subnet, written down step by step in a test; neurons are active, permitted and registered at block 0. */
final class Subnet {

    private final List<NeuronState> neurons = new ArrayList<>();
    private final List<Map<Integer, Integer>> weights = new ArrayList<>();
    private final List<Map<Integer, Integer>> bonds = new ArrayList<>();
    private OptionalInt owner = OptionalInt.empty();
    private ConsensusParameters parameters = ConsensusParameters.LEGACY;

    static Subnet ofStakes(long... stakes) {
        Subnet subnet = new Subnet();
        for (long stake : stakes) {
            subnet.neurons.add(new NeuronState(stake, true, true, 10, 0));
            subnet.weights.add(Map.of());
            subnet.bonds.add(Map.of());
        }
        return subnet;
    }

    Subnet weights(int uid, Map<Integer, Integer> row) {
        weights.set(uid, row);
        return this;
    }

    Subnet bonds(int uid, Map<Integer, Integer> row) {
        bonds.set(uid, row);
        return this;
    }

    Subnet owner(int uid) {
        owner = OptionalInt.of(uid);
        return this;
    }

    Subnet neuron(int uid, UnaryOperator<NeuronState> change) {
        neurons.set(uid, change.apply(neurons.get(uid)));
        return this;
    }

    Subnet with(ConsensusParameters changed) {
        parameters = changed;
        return this;
    }

    Subnet yuma3(int bondsPenalty, Optional<LiquidAlpha> liquidAlpha) {
        return with(
                new ConsensusParameters(32_767, bondsPenalty, 900_000, true, liquidAlpha, EpochInputs.MAX_NEURONS, 0));
    }

    EpochInputs inputs() {
        return new EpochInputs(
                neurons, owner, SparseRows.of(weights), SparseRows.of(bonds), 5, 1_000_000_000L, parameters);
    }

    EpochOutcome settled() {
        return YumaConsensus.settle(inputs());
    }
}
