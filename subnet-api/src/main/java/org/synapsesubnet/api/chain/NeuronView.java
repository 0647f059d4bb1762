package org.synapsesubnet.api.chain;

import org.jspecify.annotations.Nullable;

/**
 * A neuron of the metagraph. Proportions are u16 of 65535 and, like the pay, of the last settled epoch.
 *
 * @param hotkey {@code 0x} and 40 hexadecimal digits, as is the coldkey
 * @param registeredAt block of its registration
 * @param axon where it serves; absent while it hasn't said so
 * @param stake of all coldkeys on its hotkey, rao
 * @param lastUpdate block of its latest weights, or of its registration
 * @param pay as miner and validator, rao
 * @param active whether its stake would count in an epoch that settled now
 */
public record NeuronView(
        int uid,
        String hotkey,
        String coldkey,
        long registeredAt,
        @Nullable AxonView axon,
        long stake,
        boolean validatorPermit,
        long lastUpdate,
        int consensus,
        int incentive,
        int dividends,
        int validatorTrust,
        long pay,
        boolean active) {}
