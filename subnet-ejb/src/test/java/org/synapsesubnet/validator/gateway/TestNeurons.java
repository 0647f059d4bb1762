package org.synapsesubnet.validator.gateway;

import java.util.List;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;

/** What a chain could say. */
public final class TestNeurons {

    private TestNeurons() {}

    public static Metagraph metagraph(NeuronInfo... neurons) {
        return new Metagraph(new ChainIdentity("test", 1), 7, BlockHash.ZERO, 0, 0, List.of(neurons));
    }

    public static NeuronInfo neuron(int uid, KeyId coldkey, AxonEndpoint axon) {
        return neuron(uid, axon.key(), coldkey, axon);
    }

    public static NeuronInfo neuron(int uid, KeyId hotkey, KeyId coldkey, AxonEndpoint axon) {
        return new NeuronInfo(uid, hotkey, coldkey, 1, axon, 0, false, 1, 0, 0, 0, 0, 0, true);
    }
}
