package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One neuron as a block left it. Proportions are u16 of 65535 and, like the pay, of the last settled epoch.
 *
 * @param registeredAt block of its registration
 * @param announced where it serves, or null while it hasn't said so; see {@link #axon}
 * @param stake of all coldkeys on its hotkey, rao
 * @param lastUpdate block of its latest weights, or of its registration
 * @param pay as miner and validator, rao
 * @param active whether its stake would count in an epoch that settled now
 */
public record NeuronInfo(
        int uid,
        KeyId hotkey,
        KeyId coldkey,
        long registeredAt,
        @Nullable AxonEndpoint announced,
        long stake,
        boolean validatorPermit,
        long lastUpdate,
        int consensus,
        int incentive,
        int dividends,
        int validatorTrust,
        long pay,
        boolean active)
        implements Serializable {

    public NeuronInfo {
        Objects.requireNonNull(hotkey, "hotkey");
        Objects.requireNonNull(coldkey, "coldkey");
    }

    /** Where it serves; empty while it hasn't said so. */
    public Optional<AxonEndpoint> axon() {
        return Optional.ofNullable(announced);
    }
}
