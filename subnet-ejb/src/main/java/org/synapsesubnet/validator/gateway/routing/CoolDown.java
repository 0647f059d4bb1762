package org.synapsesubnet.validator.gateway.routing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a miner that failed is left alone: twice as long after each failure in a row, none after a success.
 *
 * <p>Thread-safe.
 */
final class CoolDown {

    private static final int MOST_DOUBLINGS = 6;

    private final LongSupplier nanoTime;
    private final long firstNanos;
    private int failures;
    private long until;

    /** @param first rest after the first failure; the longest is 64 times that */
    CoolDown(LongSupplier nanoTime, Duration first) {
        this.nanoTime = nanoTime;
        this.firstNanos = first.toNanos();
    }

    synchronized void failed() {
        until = nanoTime.getAsLong() + (firstNanos << Math.min(failures, MOST_DOUBLINGS));
        failures++;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized boolean resting() {
        return failures > 0 && until - nanoTime.getAsLong() > 0;
    }
}
