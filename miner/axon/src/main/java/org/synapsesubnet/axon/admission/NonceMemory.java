package org.synapsesubnet.axon.admission;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.synapsesubnet.api.session.RequestSeal;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.SessionRefusedException;

/**
 * The nonces of one session that a replay could still use. They are kept in buckets by the request's own time; a bucket
 * goes as soon as every time in it is too old to be accepted. A session that fills the memory is refused until time has
 * passed, so that nothing is ever forgotten too early.
 */
final class NonceMemory {

    /** With the window of 5 s either way this bounds a session to about 3,000 requests a second, at 3 MB. */
    static final int CAPACITY = 32_768;

    private static final long BUCKET_MILLIS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Set<Nonce>> buckets = new TreeMap<>();
    private int size;

    private record Nonce(long high, long low) {
        static Nonce of(String hex) {
            return new Nonce(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
        }
    }

    /**
     * Notes the nonce of a request whose code was found right and whose time is within the window.
     *
     * @throws SessionRefusedException when it was noted before, or there is no room
     */
    void remember(RequestSeal request, long nowMillis) throws SessionRefusedException {
        lock.lock();
        try {
            forgetBefore(nowMillis - RequestSeal.WINDOW_MILLIS);
            if (size >= CAPACITY) {
                throw new SessionRefusedException(SessionRefusal.NONCES_EXHAUSTED);
            }
            long bucket = Math.floorDiv(request.timestampMillis(), BUCKET_MILLIS);
            // The time is part of what the code covers, so a replay comes with the same time and meets the same bucket.
            if (!buckets.computeIfAbsent(bucket, b -> new HashSet<>()).add(Nonce.of(request.nonce()))) {
                throw new SessionRefusedException(SessionRefusal.MAC_REPLAYED);
            }
            size++;
        } finally {
            lock.unlock();
        }
    }

    private void forgetBefore(long millis) {
        Iterator<Map.Entry<Long, Set<Nonce>>> oldest = buckets.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Set<Nonce>> bucket = oldest.next();
            if ((bucket.getKey() + 1) * BUCKET_MILLIS > millis) {
                return;
            }
            size -= bucket.getValue().size();
            oldest.remove();
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }
}
