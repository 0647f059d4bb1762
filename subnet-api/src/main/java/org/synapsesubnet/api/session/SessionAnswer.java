package org.synapsesubnet.api.session;

import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * What an axon answers to an offer that it takes.
 *
 * @param sessionId 16 random bytes in hexadecimal
 * @param offerDigest SHA-256 of the offer's canonical bytes; ties the answer to that offer, hence to its subnet and parties
 * @param sender the axon's hotkey
 * @param ephemeralKey the axon's X25519 public key for this session alone, 32 bytes in hexadecimal
 * @param validity issued by the axon's clock; ends no later than the offer
 */
public record SessionAnswer(
        String sessionId, String offerDigest, Hotkey sender, String ephemeralKey, Validity validity) {

    static final int SESSION_ID_BYTES = 16;

    public SessionAnswer {
        LowerHex.require("sessionId", sessionId, SESSION_ID_BYTES);
        LowerHex.require("offerDigest", offerDigest, 32);
        LowerHex.require("ephemeralKey", ephemeralKey, EphemeralKey.BYTES);
    }

    /** The bytes that the axon signs. */
    public CanonicalMessage message() {
        return CanonicalMessage.of("synapse/session-answer/v1")
                .text(sessionId)
                .text(offerDigest)
                .text(sender.address())
                .text(ephemeralKey)
                .number(validity.issuedAtMillis())
                .number(validity.expiresAtMillis());
    }
}
