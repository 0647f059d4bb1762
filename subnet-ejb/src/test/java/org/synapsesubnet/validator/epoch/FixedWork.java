package org.synapsesubnet.validator.epoch;

import java.sql.Connection;
import java.time.Duration;
import java.util.TreeMap;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.validator.verification.EpochKey;

/** Gives every miner a weight that follows from epoch and uid, and needs nobody for it. */
final class FixedWork implements EpochWork {

    private volatile boolean challengesEnd = true;

    /** Whether challenges come to an end before their time is over. */
    void challengesEnd(boolean end) {
        challengesEnd = end;
    }

    @Override
    public boolean hasMiner(EpochKey key, Metagraph metagraph) {
        return metagraph.neurons().stream().anyMatch(neuron -> isMiner(key, neuron));
    }

    @Override
    public void plan(Connection tx, EpochKey key, Metagraph snapshot, String secretSeed) {}

    @Override
    public boolean run(EpochKey key, Duration budget) {
        return challengesEnd;
    }

    @Override
    public void close(Connection tx, EpochKey key) {}

    @Override
    public void score(Connection tx, EpochKey key, Metagraph snapshot) {}

    @Override
    public WeightRow weights(Connection tx, EpochKey key, Metagraph now) {
        return weights(key, now);
    }

    /** The first miner has the most there is, so that the chain stores the row as it is. */
    static WeightRow weights(EpochKey key, Metagraph metagraph) {
        TreeMap<Integer, Integer> weights = new TreeMap<>();
        for (NeuronInfo neuron : metagraph.neurons()) {
            if (isMiner(key, neuron)) {
                int weight = (int) ((key.epoch() * 31 + neuron.uid() * 17L) % 60_000) + 1;
                weights.put(neuron.uid(), weights.isEmpty() ? 65_535 : weight);
            }
        }
        return new WeightRow(weights);
    }

    private static boolean isMiner(EpochKey key, NeuronInfo neuron) {
        return neuron.axon().isPresent()
                && !neuron.hotkey().equals(KeyId.ofAddress(key.validator().address()));
    }
}
