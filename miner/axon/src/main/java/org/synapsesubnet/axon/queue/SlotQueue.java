package org.synapsesubnet.axon.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.connection.Peer;
import org.synapsesubnet.axon.connection.PeerDepartedException;
import org.synapsesubnet.axon.share.ContendedTime;
import org.synapsesubnet.axon.share.FairQueue;
import org.synapsesubnet.axon.share.Shares;

/**
 * The engine's slots and the bounded queue before them, both divided among validators by their shares. An Ollama queues
 * without bound and doesn't say how long its queue is, so the axon never gives it more requests than it works on.
 */
public final class SlotQueue {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final int slots;
    private final int bound;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final FairQueue<CompletableFuture<Slot>> waiting;
    private final ContendedTime contended = new ContendedTime(System.nanoTime());
    private int busy;

    /**
     * @param slots requests that the engine works on at once, at least 1
     * @param bound requests that may wait, 0 or more
     */
    public SlotQueue(int slots, int bound, Duration longestWait, Shares shares) {
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be at least 1, not " + slots);
        }
        this.slots = slots;
        this.bound = bound;
        this.longestWait = longestWait;
        this.waiting = new FairQueue<>(bound, shares);
    }

    /** A slot in use; closing it hands it to the next in the queue. */
    public final class Slot implements AutoCloseable {

        private final FairQueue.Begun begun;
        private final long begunAt = System.nanoTime();
        private final long contendedBefore = contended.at(begunAt);
        private boolean closed;

        private Slot(FairQueue.Begun begun) {
            this.begun = begun;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    long now = System.nanoTime();
                    waiting.end(begun, now - begunAt, contended.at(now) - contendedBefore);
                    handOn();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** From now on these are the shares. */
    public void share(Shares shares) {
        lock.lock();
        try {
            waiting.share(shares);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a slot.
     *
     * @throws RefusedException when the queue is full, the wait was too long, or the place in the queue was another's
     * @throws PeerDepartedException when the caller left meanwhile
     */
    public Slot enter(Hotkey validator, Peer peer)
            throws RefusedException, PeerDepartedException, InterruptedException {
        CompletableFuture<Slot> ticket = draw(validator);
        boolean entered = false;
        try (Peer.Watch watch = peer.watch(() -> ticket.cancel(false))) {
            Slot slot = ticket.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
            entered = true;
            return slot;
        } catch (CancellationException e) {
            throw new PeerDepartedException();
        } catch (TimeoutException e) {
            throw busy(
                    "queue_wait", "waited %d s in the queue, as long as it lets anyone wait", longestWait.toSeconds());
        } catch (ExecutionException e) {
            throw displaced(e);
        } finally {
            if (!entered) {
                giveUp(validator, ticket);
            }
        }
    }

    private CompletableFuture<Slot> draw(Hotkey validator) throws RefusedException {
        lock.lock();
        try {
            var ticket = new CompletableFuture<Slot>();
            if (busy < slots) {
                busy++;
                ticket.complete(new Slot(waiting.begin(validator)));
            } else {
                line(validator, ticket);
            }
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    private void line(Hotkey validator, CompletableFuture<Slot> ticket) throws RefusedException {
        switch (waiting.offer(validator, ticket)) {
            case FairQueue.Waiting<CompletableFuture<Slot>> waits -> contended.run(true, System.nanoTime());
            case FairQueue.WaitingInsteadOf<CompletableFuture<Slot>>(var other, var places) ->
                other.completeExceptionally(busy(
                        "queue_displaced",
                        "the place in the queue of %d belongs to another validator: %d of them are yours",
                        bound,
                        places));
            case FairQueue.Full<CompletableFuture<Slot>>(var places) ->
                throw busy("queue_full", "the queue is full: its bound is %d, and %d of it are yours", bound, places);
        }
    }

    private static RefusedException busy(String code, String message, Object... values) {
        return RefusedException.busy(code, message.formatted(values), RETRY_AFTER_SECONDS);
    }

    private static RefusedException displaced(ExecutionException e) {
        if (e.getCause() instanceof RefusedException refused) {
            return refused;
        }
        throw new IllegalStateException("a ticket fails only when it is displaced", e);
    }

    private void giveUp(Hotkey validator, CompletableFuture<Slot> ticket) {
        lock.lock();
        try {
            waiting.remove(validator, ticket);
            contended.run(waiting.size() > 0, System.nanoTime());
        } finally {
            lock.unlock();
        }
        // The slot may have been granted in the very instant in which its owner gave up: then the next one gets it.
        if (!ticket.cancel(false) && !ticket.isCompletedExceptionally()) {
            ticket.join().close();
        }
    }

    private void handOn() {
        boolean taken = false;
        Optional<FairQueue.Next<CompletableFuture<Slot>>> next;
        while (!taken && (next = waiting.next()).isPresent()) {
            FairQueue.Begun begun = next.get().begun();
            taken = next.get().request().complete(new Slot(begun));
            if (!taken) {
                waiting.undo(begun);
            }
        }
        if (!taken) {
            busy--;
        }
        contended.run(waiting.size() > 0, System.nanoTime());
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
