package org.synapsesubnet.axon.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The other end of one connection. Its departure is noticed when it happens, also while nothing is being sent, and told
 * to whoever serves the connection's current request.
 */
public final class Peer {

    private static final ThreadLocal<Peer> CURRENT = new ThreadLocal<>();

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Runnable onDeparture;
    private boolean departed;
    private volatile boolean taken = true;

    /** The peer of the request that this thread serves. */
    public static Peer current() {
        Peer peer = CURRENT.get();
        if (peer == null) {
            throw new IllegalStateException("this thread serves no connection");
        }
        return peer;
    }

    void serveOnThisThread() {
        CURRENT.set(this);
    }

    static void leaveThisThread() {
        CURRENT.remove();
    }

    /** Ends a {@link #watch}. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Runs {@code action} once if the peer leaves before the watch is closed, at once if it has left already. The action
     * must be quick. A connection serves one request at a time, so there is at most one watch.
     */
    public Watch watch(Runnable action) {
        boolean now;
        lock.lock();
        try {
            onDeparture = action;
            now = departed;
        } finally {
            lock.unlock();
        }
        if (now) {
            action.run();
        }
        return this::unwatch;
    }

    private void unwatch() {
        lock.lock();
        try {
            onDeparture = null;
        } finally {
            lock.unlock();
        }
    }

    /** Called by whoever reads the connection, when there will be nothing more to read. */
    void depart() {
        Runnable action;
        lock.lock();
        try {
            departed = true;
            action = onDeparture;
            onDeparture = null;
        } finally {
            lock.unlock();
        }
        if (action != null) {
            action.run();
        }
    }

    /** The current request has been read to its end, so the clock that runs against slow senders stops. */
    public void requestTaken() {
        taken = true;
    }

    boolean isRequestTaken() {
        return taken;
    }

    void requestBegun() {
        taken = false;
    }
}
