package org.synapsesubnet.validator.gateway.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.KeyScheme;
import org.synapsesubnet.platform.net.SpecialAddresses;

/**
 * Which announced axons this node calls. Whoever registers may announce any address, this machine's own network
 * included; so what strangers announce must be public, and must have a certificate, as prompts would travel in the
 * clear else. The operator's own axons may be anywhere and speak plain HTTP.
 */
public final class EndpointPolicy {

    private static final String STRANGER = ", and its coldkey isn't the operator's";

    private final Set<KeyId> owned;

    /** @param owned coldkeys whose axons the operator answers for */
    public EndpointPolicy(Collection<KeyId> owned) {
        this.owned = Set.copyOf(owned);
    }

    /**
     * A policy from the settings.
     *
     * @param operator the operator's own coldkey
     * @param others values of {@code synapse.miners.owned-coldkeys}
     * @throws IllegalArgumentException naming the value that is no coldkey
     */
    public static EndpointPolicy of(KeyId operator, List<String> others) {
        Set<KeyId> owned = new HashSet<>();
        owned.add(operator);
        for (String text : others) {
            if (text.isBlank()) {
                continue;
            }
            try {
                owned.add(KeyId.ofAddress(text.strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("synapse.miners.owned-coldkeys: " + e.getMessage(), e);
            }
        }
        return new EndpointPolicy(owned);
    }

    /** Why this axon isn't called, as the end of a sentence about its neuron; empty when it is called. */
    Optional<String> objection(KeyId coldkey, AxonEndpoint axon) {
        if (axon.key().scheme() != KeyScheme.SECP256K1) {
            return Optional.of("signs with a key of the scheme " + axon.key().scheme() + ", which sessions can't use");
        }
        if (owned.contains(coldkey)) {
            return Optional.empty();
        }
        Optional<String> special = SpecialAddresses.kindOf(addressOf(axon));
        if (special.isPresent()) {
            return Optional.of("announces the " + special.get() + " address " + axon.address() + STRANGER);
        }
        return axon.certificateDigest().isEmpty()
                ? Optional.of("announces no certificate" + STRANGER)
                : Optional.empty();
    }

    /** The address as numbers; nobody is asked what it stands for, as it is a literal one. */
    static InetAddress addressOf(AxonEndpoint axon) {
        try {
            return InetAddress.getByName(axon.address());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: '" + axon.address() + "' must be a literal IP address", e);
        }
    }
}
