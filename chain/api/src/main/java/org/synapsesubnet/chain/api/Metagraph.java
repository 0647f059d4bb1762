package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All neurons of a subnet as one final block left them.
 *
 * @param epoch number of the epoch that the block belongs to
 * @param epochStart the first block of that epoch, which settles when {@link Hyperparameters#tempo} blocks are over
 * @param neurons by ascending uid; uids may be missing
 */
public record Metagraph(
        ChainIdentity chain, long block, BlockHash blockHash, long epoch, long epochStart, List<NeuronInfo> neurons)
        implements Serializable {

    public Metagraph {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(blockHash, "blockHash");
        neurons = List.copyOf(neurons);
    }

    public Optional<NeuronInfo> byHotkey(KeyId hotkey) {
        return neurons.stream().filter(neuron -> neuron.hotkey().equals(hotkey)).findFirst();
    }

    public Optional<NeuronInfo> byUid(int uid) {
        return neurons.stream().filter(neuron -> neuron.uid() == uid).findFirst();
    }
}
