package org.synapsesubnet.axon.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.connection.Peer;
import org.synapsesubnet.axon.connection.PeerDepartedException;

/**
 * The engine's slots and the queue before them: first come, first served, of bounded length. An Ollama queues without
 * bound and doesn't say how long its queue is, so the axon never gives it more requests than it works on.
 */
public final class SlotQueue {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final int slots;
    private final int bound;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Slot>> waiting = new ArrayDeque<>();
    private int busy;

    /**
     * @param slots requests that the engine works on at once, at least 1
     * @param bound requests that may wait, 0 or more
     */
    public SlotQueue(int slots, int bound, Duration longestWait) {
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be at least 1, not " + slots);
        }
        if (bound < 0) {
            throw new IllegalArgumentException("queue must not be negative, but is " + bound);
        }
        this.slots = slots;
        this.bound = bound;
        this.longestWait = longestWait;
    }

    /** A slot in use; closing it hands it to the next in the queue. */
    public final class Slot implements AutoCloseable {

        private boolean closed;

        private Slot() {}

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                handOn();
            }
        }
    }

    /**
     * Waits for a slot.
     *
     * @throws RefusedException when the queue is full, or the wait was too long
     * @throws PeerDepartedException when the caller left meanwhile
     */
    public Slot enter(Peer peer) throws RefusedException, PeerDepartedException, InterruptedException {
        CompletableFuture<Slot> ticket = draw();
        if (ticket.isDone()) {
            return ticket.join();
        }
        boolean entered = false;
        try (Peer.Watch watch = peer.watch(() -> ticket.cancel(false))) {
            Slot slot = ticket.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
            entered = true;
            return slot;
        } catch (CancellationException e) {
            throw new PeerDepartedException();
        } catch (TimeoutException e) {
            throw RefusedException.busy(
                    "queue_wait",
                    "waited %d s in the queue, as long as it lets anyone wait".formatted(longestWait.toSeconds()),
                    RETRY_AFTER_SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a ticket never fails", e);
        } finally {
            if (!entered) {
                giveUp(ticket);
            }
        }
    }

    private CompletableFuture<Slot> draw() throws RefusedException {
        lock.lock();
        try {
            var ticket = new CompletableFuture<Slot>();
            if (busy < slots) {
                busy++;
                ticket.complete(new Slot());
            } else if (waiting.size() < bound) {
                waiting.addLast(ticket);
            } else {
                throw RefusedException.busy(
                        "queue_full", "the queue is full: its bound is %d".formatted(bound), RETRY_AFTER_SECONDS);
            }
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(CompletableFuture<Slot> ticket) {
        lock.lock();
        try {
            waiting.remove(ticket);
        } finally {
            lock.unlock();
        }
        // The slot may have been granted in the very instant in which its owner gave up: then the next one gets it.
        if (!ticket.cancel(false)) {
            ticket.join().close();
        }
    }

    private void handOn() {
        lock.lock();
        try {
            @Nullable CompletableFuture<Slot> next;
            while ((next = waiting.pollFirst()) != null) {
                if (next.complete(new Slot())) {
                    return;
                }
            }
            busy--;
        } finally {
            lock.unlock();
        }
    }

    public int slots() {
        return slots;
    }

    public int bound() {
        return bound;
    }

    public int busy() {
        lock.lock();
        try {
            return busy;
        } finally {
            lock.unlock();
        }
    }

    public int queued() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
