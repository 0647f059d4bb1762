package org.synapsesubnet.chain.connector.embedded.ledger;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronInfo;

/**
 * One neuron; its uid is its place in {@link Neurons}.
 *
 * @param registeredAt block
 * @param axon where it serves, if it has said so
 * @param announcedAt block in which it said so, {@value Validating#NEVER} for never
 */
record Neuron(
        KeyId hotkey,
        KeyId coldkey,
        long registeredAt,
        @Nullable AxonEndpoint axon,
        long announcedAt,
        Validating validating,
        Standing standing) {

    static Neuron registered(KeyId hotkey, KeyId coldkey, long block) {
        return new Neuron(hotkey, coldkey, block, null, Validating.NEVER, Validating.since(block), Standing.NEW);
    }

    Neuron announcing(AxonEndpoint endpoint, long block) {
        return new Neuron(hotkey, coldkey, registeredAt, endpoint, block, validating, standing);
    }

    Neuron with(Validating changed) {
        return new Neuron(hotkey, coldkey, registeredAt, axon, announcedAt, changed, standing);
    }

    Neuron with(Standing changed) {
        return new Neuron(hotkey, coldkey, registeredAt, axon, announcedAt, validating, changed);
    }

    NeuronInfo info(int uid, long stake, boolean active) {
        return new NeuronInfo(
                uid,
                hotkey,
                coldkey,
                registeredAt,
                axon,
                stake,
                standing.permit(),
                validating.lastUpdate(),
                standing.consensus(),
                standing.incentive(),
                standing.dividends(),
                standing.validatorTrust(),
                standing.pay(),
                active);
    }
}
