package org.synapsesubnet.validator.gateway.routing;

/**
 * A neuron that announced an axon which this node doesn't call, not even to ask how it stands.
 *
 * @param uid its place on the chain
 * @param hotkey who it is
 * @param coldkey who owns it
 * @param reason why, such as "announces the private address 10.0.0.1, and its coldkey isn't the operator's"
 */
public record RefusedNeuron(int uid, String hotkey, String coldkey, String reason) {}
