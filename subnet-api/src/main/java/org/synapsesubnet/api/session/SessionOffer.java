package org.synapsesubnet.api.session;

import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * What a validator proposes to an axon: a session in this subnet, between these two hotkeys, for this time.
 *
 * @param ephemeralKey the validator's X25519 public key for this session alone, 32 bytes in hexadecimal
 */
public record SessionOffer(SubnetId subnet, Hotkey sender, Hotkey receiver, String ephemeralKey, Validity validity) {

    public SessionOffer {
        LowerHex.require("ephemeralKey", ephemeralKey, EphemeralKey.BYTES);
    }

    /** The bytes that the sender signs. */
    public CanonicalMessage message() {
        return CanonicalMessage.of("synapse/session-offer/v1")
                .text(subnet.chainId())
                .number(subnet.netuid())
                .text(sender.address())
                .text(receiver.address())
                .text(ephemeralKey)
                .number(validity.issuedAtMillis())
                .number(validity.expiresAtMillis());
    }
}
