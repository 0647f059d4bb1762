package org.synapsesubnet.api.session;

import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * Everything of a request that its code covers.
 *
 * @param path the raw path as it stands in the request line, with its query
 * @param bodyHash SHA-256 of the body (of no bytes when there is none), in hexadecimal
 * @param timestampMillis milliseconds since 1970 by the sender's clock
 * @param nonce 16 bytes in hexadecimal, never used twice in a session
 */
public record RequestSeal(
        String sessionId, String method, String path, String bodyHash, long timestampMillis, String nonce) {

    /** How far a request's time may be from the axon's clock, either way: 5,000 ms. */
    public static final long WINDOW_MILLIS = 5_000;

    static final int NONCE_BYTES = 16;

    public RequestSeal {
        LowerHex.require("session", sessionId, SessionAnswer.SESSION_ID_BYTES);
        LowerHex.require("body hash", bodyHash, 32);
        LowerHex.require("nonce", nonce, NONCE_BYTES);
    }

    CanonicalMessage message() {
        return CanonicalMessage.of("synapse/request/v1")
                .text(sessionId)
                .text(method)
                .text(path)
                .text(bodyHash)
                .number(timestampMillis)
                .text(nonce);
    }
}
