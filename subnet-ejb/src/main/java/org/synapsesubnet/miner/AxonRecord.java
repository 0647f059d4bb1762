package org.synapsesubnet.miner;

import org.synapsesubnet.api.identity.Hotkey;

/**
 * What is remembered of a replica's axon until its neuron has left the chain.
 *
 * @param key whose axon it is
 * @param host where it runs
 * @param hotkey of the neuron
 * @param certificate SHA-256 of the certificate that it shows
 * @param address of the host on which it is published
 * @param port on the host, 0 before the first
 * @param revision of the miner when it was written; another one may register anew
 */
record AxonRecord(
        ReplicaKey key, String host, Hotkey hotkey, String certificate, String address, int port, long revision) {

    AxonRecord publishedAt(int other) {
        return new AxonRecord(key, host, hotkey, certificate, address, other, revision);
    }
}
