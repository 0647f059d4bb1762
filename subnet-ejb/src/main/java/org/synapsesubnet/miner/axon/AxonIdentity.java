package org.synapsesubnet.miner.axon;

import org.synapsesubnet.api.identity.HotkeySigner;

/**
 * Who an axon is, whatever container it runs in.
 *
 * @param hotkey the neuron's
 * @param certificate SHA-256 of its certificate's DER form, 64 lower-case hexadecimal digits
 */
public record AxonIdentity(HotkeySigner hotkey, String certificate) {}
