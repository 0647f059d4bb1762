package org.synapsesubnet.chain.consensus;

import java.util.List;

/**
 * What an epoch decides.
 *
 * @param neurons by uid, as in {@link EpochInputs#neurons()}
 * @param bonds row per uid, u16, to be stored and handed to the next epoch
 */
public record EpochOutcome(List<NeuronOutcome> neurons, SparseRows bonds) {

    public EpochOutcome {
        neurons = List.copyOf(neurons);
    }
}
