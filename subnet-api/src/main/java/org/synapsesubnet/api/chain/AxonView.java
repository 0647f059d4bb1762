package org.synapsesubnet.api.chain;

/**
 * Where a miner serves, as it announced it.
 *
 * @param address literal IP address
 * @param port 1 to 65535
 * @param certificateDigest SHA-256 of its TLS certificate in hexadecimal; empty where it speaks plain HTTP
 * @param key what the axon signs with
 */
public record AxonView(String address, int port, String certificateDigest, String key) {}
