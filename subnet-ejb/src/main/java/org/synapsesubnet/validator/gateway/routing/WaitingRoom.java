package org.synapsesubnet.validator.gateway.routing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.synapsesubnet.miner.scaling.SleepingMiners;
import org.synapsesubnet.validator.gateway.GatewayError;

/**
 * Where requests wait for miners that sleep, few of them and not for long. A request comes here only when no miner that
 * is up serves its model: whoever finds one doesn't know of this.
 */
public final class WaitingRoom {

    private static final int RETRY_WHEN_FULL_SECONDS = 5;
    private static final int RETRY_AFTER_WAIT_SECONDS = 15;

    private final SleepingMiners sleepers;
    private final int seats;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private int taken;
    private long newsCount;

    /**
     * @param seats requests that may wait at once, 0 or more
     * @param patience how long each may wait
     */
    public WaitingRoom(SleepingMiners sleepers, int seats, Duration patience, LongSupplier nanoTime) {
        this.sleepers = sleepers;
        this.seats = seats;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Nobody can wait here, or nobody any longer. */
    public static final class NoSeatException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient GatewayError error;

        NoSeatException(GatewayError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        /** What to tell the caller. */
        public GatewayError error() {
            return error;
        }
    }

    /** Whether a miner that may sleep serves the model. */
    public boolean serves(String model) {
        return sleepers.models().contains(model);
    }

    /** The models of miners that may sleep. */
    public Iterable<String> models() {
        return sleepers.models();
    }

    /**
     * Wakes the miners of a model and keeps a seat for a request meanwhile.
     *
     * @return empty when no miner that may sleep serves it
     * @throws NoSeatException when all seats are taken
     */
    public Optional<Seat> enter(String model) throws NoSeatException {
        if (!sleepers.wake(model)) {
            return Optional.empty();
        }
        lock.lock();
        try {
            if (taken >= seats) {
                throw new NoSeatException(GatewayError.unavailable(
                        "The miner of '" + model + "' wakes, and " + seats + " requests wait for such miners already",
                        RETRY_WHEN_FULL_SECONDS));
            }
            taken++;
            return Optional.of(new Seat(model));
        } finally {
            lock.unlock();
        }
    }

    /** Miners were asked how they stand: those who wait look again. */
    public void news() {
        lock.lock();
        try {
            newsCount++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Requests that wait now. */
    public int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** A waiting request's place; closing it leaves the room. Used by one thread. */
    public final class Seat implements AutoCloseable {

        private final String model;
        private final long deadline = nanoTime.getAsLong() + patience.toNanos();
        private long heard;
        private boolean left;

        private Seat(String model) {
            this.model = model;
            heard = newsCount;
        }

        /** @throws NoSeatException when it has waited as long as it may */
        public void requirePatience() throws NoSeatException {
            if (nanoTime.getAsLong() - deadline >= 0) {
                throw new NoSeatException(GatewayError.unavailable(
                        "The miner of '" + model + "' did not wake within " + patience.toSeconds() + " s",
                        RETRY_AFTER_WAIT_SECONDS));
            }
        }

        /**
         * Waits for news of miners, or the end of its patience.
         *
         * @param until when to give up waiting for now, by the nano clock
         * @return false when that came first
         */
        public boolean await(long until) throws InterruptedException {
            lock.lock();
            try {
                while (heard == newsCount) {
                    long now = nanoTime.getAsLong();
                    if (now - deadline >= 0) {
                        return true;
                    }
                    if (now - until >= 0) {
                        return false;
                    }
                    news.awaitNanos(Math.min(deadline - now, until - now));
                }
                heard = newsCount;
            } finally {
                lock.unlock();
            }
            // It may have been put to sleep again, or the first call may not have come through.
            sleepers.wake(model);
            return true;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!left) {
                    left = true;
                    taken--;
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
