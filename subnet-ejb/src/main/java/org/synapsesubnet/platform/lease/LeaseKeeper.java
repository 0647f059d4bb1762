package org.synapsesubnet.platform.lease;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one lease whenever it is free and keeps it as long as it is asked for often enough. A third of the time to live
 * is used before it renews, so that asking costs the database little. Safe for use by many threads.
 */
public final class LeaseKeeper {

    private static final int PARTS = 3;

    private final Leases leases;
    private final String name;
    private final String owner;
    private final Duration ttl;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Held held;

    /** A lease and when it was asked for, which is a little before its time began to run. */
    private record Held(Lease lease, long since) {}

    /** @param owner the node; started anew it gets its lease back at once, and what is left of it before can't write */
    public LeaseKeeper(Leases leases, String name, String owner, Duration ttl, LongSupplier nanoTime) {
        this.leases = leases;
        this.name = name;
        this.owner = owner;
        this.ttl = ttl;
        this.nanoTime = nanoTime;
    }

    /** The lease, taken or renewed if need be; empty while somebody else has it. */
    public Optional<Lease> held() throws SQLException {
        asking.lock();
        try {
            Held before = held;
            long now = nanoTime.getAsLong();
            if (before != null && now - before.since() < ttl.toNanos() / PARTS) {
                return Optional.of(before.lease());
            }
            held = null;
            Optional<Lease> lease = before != null && leases.renew(before.lease(), ttl)
                    ? Optional.of(before.lease())
                    : leases.acquire(name, owner, ttl);
            held = lease.map(got -> new Held(got, now)).orElse(null);
            return lease;
        } finally {
            asking.unlock();
        }
    }

    /** Whether the lease was held when last asked for, and can't have expired since. Asks nobody. */
    public boolean isHeld() {
        Held last = held;
        return last != null && nanoTime.getAsLong() - last.since() < ttl.toNanos();
    }

    /** Gives the lease back, so that another node needn't wait for its end. */
    public void release() throws SQLException {
        asking.lock();
        try {
            Held last = held;
            held = null;
            if (last != null) {
                leases.release(last.lease());
            }
        } finally {
            asking.unlock();
        }
    }
}
