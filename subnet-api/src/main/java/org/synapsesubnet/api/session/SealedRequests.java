package org.synapsesubnet.api.session;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * The validator's side of an established session: seals request after request. A nonce is 8 random bytes of the session
 * and a counter: it must be unique, not secret, and drawing one costs no randomness.
 */
final class SealedRequests {

    private final EstablishedSession session;
    private final long noncePrefix;
    private final AtomicLong counter = new AtomicLong();

    SealedRequests(EstablishedSession session, SecureRandom random) {
        this.session = session;
        this.noncePrefix = random.nextLong();
    }

    String sessionId() {
        return session.sessionId();
    }

    Validity validity() {
        return session.validity();
    }

    Map<String, String> seal(String method, String pathAndQuery, String bodyHash, long nowMillis) {
        byte[] nonce = ByteBuffer.allocate(RequestSeal.NONCE_BYTES)
                .putLong(noncePrefix)
                .putLong(counter.incrementAndGet())
                .array();
        var seal = new RequestSeal(session.sessionId(), method, pathAndQuery, bodyHash, nowMillis, LowerHex.of(nonce));
        return Map.of(
                SessionHeaders.SESSION, seal.sessionId(),
                SessionHeaders.TIMESTAMP, Long.toString(nowMillis),
                SessionHeaders.NONCE, seal.nonce(),
                SessionHeaders.MAC, session.key().mac(seal));
    }
}
