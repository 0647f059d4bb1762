package org.synapsesubnet.validator.gateway.routing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;

/**
 * What a metagraph means for the gateway.
 *
 * @param called the miners that requests may go to, by ascending uid
 * @param refused neurons with an axon that isn't called, by ascending uid
 */
record Roster(List<MinerEndpoint> called, List<RefusedNeuron> refused) {

    Roster {
        called = List.copyOf(called);
        refused = List.copyOf(refused);
    }

    /** @param self this validator's hotkey: it doesn't call itself */
    static Roster of(Metagraph metagraph, EndpointPolicy policy, KeyId self) {
        List<MinerEndpoint> called = new ArrayList<>();
        List<RefusedNeuron> refused = new ArrayList<>();
        for (NeuronInfo neuron : metagraph.neurons()) {
            AxonEndpoint axon = neuron.axon().orElse(null);
            if (axon == null || neuron.hotkey().equals(self)) {
                continue;
            }
            Optional<String> objection = policy.objection(neuron.coldkey(), axon);
            if (objection.isEmpty()) {
                called.add(endpoint(neuron, axon));
            } else {
                refused.add(new RefusedNeuron(
                        neuron.uid(),
                        neuron.hotkey().toString(),
                        neuron.coldkey().toString(),
                        objection.get()));
            }
        }
        return new Roster(called, refused);
    }

    private static MinerEndpoint endpoint(NeuronInfo neuron, AxonEndpoint axon) {
        return new MinerEndpoint(
                "neuron-" + neuron.uid(),
                base(axon),
                neuron.hotkey().toString(),
                axon.key().address(),
                axon.certificateDigest(),
                new Registration(neuron.uid(), neuron.coldkey().toString(), neuron.registeredAt()));
    }

    private static URI base(AxonEndpoint axon) {
        InetAddress address = EndpointPolicy.addressOf(axon);
        String host = address instanceof Inet6Address ? '[' + address.getHostAddress() + ']' : address.getHostAddress();
        String scheme = axon.certificateDigest().isEmpty() ? "http" : "https";
        return URI.create(scheme + "://" + host + ':' + axon.port());
    }
}
