package org.synapsesubnet.api.chain;

import java.util.List;

/**
 * All neurons of a subnet as one final block left them.
 *
 * @param epoch number of the epoch that the block belongs to
 * @param epochStart first block of that epoch
 * @param neurons by ascending uid
 */
public record MetagraphView(
        String chainId,
        int netuid,
        long block,
        String blockHash,
        long epoch,
        long epochStart,
        List<NeuronView> neurons) {

    public MetagraphView {
        neurons = List.copyOf(neurons);
    }
}
