package org.synapsesubnet.axon.admission;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.session.EstablishedSession;
import org.synapsesubnet.api.session.RequestSeal;
import org.synapsesubnet.api.session.SessionAcceptor;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.session.SignedAnswer;
import org.synapsesubnet.api.session.SignedOffer;

/** The sessions that validators have open with this axon. Kept in memory only: after a restart they are opened anew. */
public final class SessionBook {

    /** A validator may run several nodes, each with its session; past this many the oldest goes. */
    static final int SESSIONS_PER_VALIDATOR = 64;

    private final SessionAcceptor acceptor;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, LiveSession> sessions = new HashMap<>();
    /** Digests of offers that were taken, with the time from which their age alone refuses them. */
    private final Map<String, Long> takenOffers = new HashMap<>();

    public SessionBook(SessionAcceptor acceptor, InstantSource clock) {
        this.acceptor = acceptor;
        this.clock = clock;
    }

    record LiveSession(EstablishedSession established, NonceMemory nonces) {

        boolean isOverAt(long nowMillis) {
            return established.validity().isOverAt(nowMillis);
        }
    }

    /** Opens a session, or says by the exception's {@link SessionRefusal} why not. */
    public SignedAnswer open(SignedOffer offer) throws SessionRefusedException {
        SessionAcceptor.Accepted accepted = acceptor.accept(offer);
        long now = clock.millis();
        lock.lock();
        try {
            sweep(now);
            // A copied offer opens nothing for the thief, but would push out the validator's own sessions.
            long forgettable = offer.offer().validity().issuedAtMillis() + RequestSeal.WINDOW_MILLIS + 1;
            if (takenOffers.putIfAbsent(offer.offer().message().sha256(), forgettable) != null) {
                throw new SessionRefusedException(SessionRefusal.OFFER_REPLAYED);
            }
            makeRoomFor(offer.offer().sender());
            sessions.put(accepted.session().sessionId(), new LiveSession(accepted.session(), new NonceMemory()));
        } finally {
            lock.unlock();
        }
        return accepted.answer();
    }

    /** The session of this id, if it is open. */
    LiveSession find(String sessionId) throws SessionRefusedException {
        LiveSession session = lookUp(sessionId);
        if (session == null) {
            throw new SessionRefusedException(SessionRefusal.SESSION_UNKNOWN);
        }
        if (session.isOverAt(clock.millis())) {
            throw new SessionRefusedException(SessionRefusal.SESSION_EXPIRED);
        }
        return session;
    }

    private @Nullable LiveSession lookUp(String sessionId) {
        lock.lock();
        try {
            return sessions.get(sessionId);
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions are kept, ended ones that weren't swept yet included. */
    public int size() {
        lock.lock();
        try {
            return sessions.size();
        } finally {
            lock.unlock();
        }
    }

    private void sweep(long now) {
        sessions.values().removeIf(session -> session.isOverAt(now));
        takenOffers.values().removeIf(forgettable -> forgettable <= now);
    }

    private void makeRoomFor(Hotkey validator) {
        List<EstablishedSession> own = sessions.values().stream()
                .map(LiveSession::established)
                .filter(session -> session.peer().equals(validator))
                .sorted(Comparator.comparingLong(session -> session.validity().issuedAtMillis()))
                .toList();
        own.stream()
                .limit(Math.max(0, own.size() - SESSIONS_PER_VALIDATOR + 1))
                .forEach(oldest -> sessions.remove(oldest.sessionId()));
    }
}
