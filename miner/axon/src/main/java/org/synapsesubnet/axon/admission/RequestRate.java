package org.synapsesubnet.axon.admission;

import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.share.SharedRate;
import org.synapsesubnet.axon.share.Shares;

/** How many requests a minute come in, if that is limited. */
public final class RequestRate {

    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final long origin;
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable SharedRate rate;

    /**
     * @param perMinute of all validators together; 0 for no limit
     * @param nanoTime a clock that nobody sets back
     */
    public RequestRate(int perMinute, Shares shares, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.rate = perMinute == 0 ? null : new SharedRate(perMinute, shares, seconds());
    }

    /** From now on these are the shares. */
    public void share(Shares shares) {
        if (rate == null) {
            return;
        }
        lock.lock();
        try {
            rate.share(shares, seconds());
        } finally {
            lock.unlock();
        }
    }

    /** @throws RefusedException when this validator has to wait before its next request (429) */
    void take(Hotkey validator) throws RefusedException {
        if (rate == null) {
            return;
        }
        lock.lock();
        try {
            OptionalDouble wait = rate.take(validator, seconds());
            if (wait.isPresent()) {
                throw RefusedException.tooMany(
                        "requests_per_minute",
                        "%.1f requests a minute are yours, and no others are left over"
                                .formatted(rate.perMinute(validator)),
                        Math.max(1, (int) Math.ceil(wait.getAsDouble())));
            }
        } finally {
            lock.unlock();
        }
    }

    private double seconds() {
        return (nanoTime.getAsLong() - origin) / NANOS;
    }
}
