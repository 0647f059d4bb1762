package org.synapsesubnet.chain.consensus;

import java.util.List;
import java.util.OptionalInt;

/**
 * Everything an epoch is computed from.
 *
 * @param neurons by uid, at most {@link #MAX_NEURONS}, whose stakes sum to less than 2^63 rao
 * @param owner uid of the subnet owner's neuron, which always has a permit and may weigh itself
 * @param weights row per uid, u16, as the chain stores them (row max-upscaled, see {@link WeightUpscaling})
 * @param bonds row per uid, u16, as the previous epoch stored them
 * @param lastTempo block of the previous epoch; bonds to neurons registered then or since are dropped
 * @param emission to share out, rao, not negative
 * @param parameters of the subnet
 */
public record EpochInputs(
        List<NeuronState> neurons,
        OptionalInt owner,
        SparseRows weights,
        SparseRows bonds,
        long lastTempo,
        long emission,
        ConsensusParameters parameters) {

    /** So that 15 bits name a row, and a row or column of the largest u16 values can be summed in I32F32. */
    public static final int MAX_NEURONS = 32_768;

    /** @throws IllegalArgumentException naming what is out of range or doesn't fit the number of neurons */
    public EpochInputs {
        neurons = List.copyOf(neurons);
        int n = neurons.size();
        Refusal.unlessBetween("number of neurons", n, 0, MAX_NEURONS);
        Refusal.unlessEqual("rows of weights", weights.size(), "number of neurons", n);
        Refusal.unlessEqual("rows of bonds", bonds.size(), "number of neurons", n);
        Refusal.unlessBetween("lastTempo", lastTempo, 0, Long.MAX_VALUE);
        Refusal.unlessBetween("emission", emission, 0, Long.MAX_VALUE);
        if (owner.isPresent()) {
            Refusal.unlessBetween("owner", owner.getAsInt(), 0, n - 1L);
        }
        long total = 0;
        for (NeuronState neuron : neurons) {
            Refusal.unlessBetween("sum of stake before the last neuron", total, 0, Long.MAX_VALUE - neuron.stake());
            total += neuron.stake();
        }
    }

    boolean isOwner(int uid) {
        return owner.isPresent() && owner.getAsInt() == uid;
    }

    /** Whether the neuron acts as a validator in this epoch. */
    boolean isPermitted(int uid) {
        return neurons.get(uid).validatorPermit() || isOwner(uid);
    }
}
