package org.synapsesubnet.axon.admission;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.session.RequestSeal;
import org.synapsesubnet.api.session.SessionHeaders;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.wire.Sha256;

/**
 * Checks that a request belongs to a session and is what its sender sealed. In two steps, so that a stranger can't make
 * the axon read a body: first what the headers tell, then the code over everything.
 */
public final class RequestGuard {

    private static final String NO_BODY_HASH = Sha256.hexOf(new byte[0]);

    private final SessionBook sessions;
    private final InstantSource clock;

    public RequestGuard(SessionBook sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A request that passed.
     *
     * @param bodyHash SHA-256 of its body, in hexadecimal
     */
    public record Admitted(Hotkey validator, String nonce, String bodyHash) {}

    /** A request whose headers name an open session and a time within the window; its body is still to be read. */
    public final class Candidate {

        private final SessionBook.LiveSession session;
        private final RequestSeal headersOnly;
        private final String mac;

        private Candidate(SessionBook.LiveSession session, RequestSeal headersOnly, String mac) {
            this.session = session;
            this.headersOnly = headersOnly;
            this.mac = mac;
        }

        /** Checks the code, and that the request isn't a repetition. */
        public Admitted admit(byte[] body) throws SessionRefusedException {
            var seal = new RequestSeal(
                    headersOnly.sessionId(),
                    headersOnly.method(),
                    headersOnly.path(),
                    Sha256.hexOf(body),
                    headersOnly.timestampMillis(),
                    headersOnly.nonce());
            if (!session.established().key().matches(seal, mac)) {
                throw new SessionRefusedException(SessionRefusal.MAC_WRONG);
            }
            // Reading the body took time. Who sends it slowly enough could otherwise outlive the nonce's memory.
            long now = requireFresh(seal.timestampMillis());
            session.nonces().remember(seal, now);
            return new Admitted(session.established().peer(), seal.nonce(), seal.bodyHash());
        }
    }

    /**
     * Looks at the headers.
     *
     * @param path as it stands in the request line, with its query
     * @param headers all values of a header by its name
     */
    public Candidate examine(String method, String path, Function<String, List<String>> headers)
            throws SessionRefusedException {
        String sessionId = single(headers, SessionHeaders.SESSION);
        String timestamp = single(headers, SessionHeaders.TIMESTAMP);
        String nonce = single(headers, SessionHeaders.NONCE);
        String mac = single(headers, SessionHeaders.MAC);
        RequestSeal seal;
        try {
            seal = new RequestSeal(sessionId, method, path, NO_BODY_HASH, Long.parseLong(timestamp), nonce);
        } catch (NumberFormatException e) {
            throw new SessionRefusedException(
                    SessionRefusal.MAC_MISSING, SessionHeaders.TIMESTAMP + " must be a number of milliseconds");
        } catch (IllegalArgumentException e) {
            throw new SessionRefusedException(SessionRefusal.MAC_MISSING, String.valueOf(e.getMessage()));
        }
        SessionBook.LiveSession session = sessions.find(sessionId);
        requireFresh(seal.timestampMillis());
        return new Candidate(session, seal, mac);
    }

    private long requireFresh(long timestampMillis) throws SessionRefusedException {
        long now = clock.millis();
        // Not by a difference, which could overflow.
        if (timestampMillis < now - RequestSeal.WINDOW_MILLIS || timestampMillis > now + RequestSeal.WINDOW_MILLIS) {
            throw new SessionRefusedException(
                    SessionRefusal.MAC_STALE, "sent at %d, the axon has %d".formatted(timestampMillis, now));
        }
        return now;
    }

    private static String single(Function<String, List<String>> headers, String name) throws SessionRefusedException {
        List<String> values = headers.apply(name);
        if (values.size() != 1) {
            throw new SessionRefusedException(
                    SessionRefusal.MAC_MISSING, "%s must be given once, not %d times".formatted(name, values.size()));
        }
        return values.getFirst();
    }
}
