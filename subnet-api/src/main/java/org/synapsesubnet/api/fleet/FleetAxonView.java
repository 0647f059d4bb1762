package org.synapsesubnet.api.fleet;

/**
 * The axon before one engine of a miner.
 *
 * @param hotkey of its neuron: {@code 0x} and 40 hexadecimal digits
 * @param address of the host on which it is published
 * @param port on the host; 0 before it was first published
 * @param certificateDigest SHA-256 of the certificate that it shows
 * @param registered whether its neuron was seen on the chain
 * @param trouble what stands between it and the chain; empty for nothing
 */
public record FleetAxonView(
        String hotkey, String address, int port, String certificateDigest, boolean registered, String trouble) {}
