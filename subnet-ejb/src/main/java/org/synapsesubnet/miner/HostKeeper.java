package org.synapsesubnet.miner;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.platform.lease.Lease;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.LeaseLost;

/**
 * Looks after one host while this node has its lease, and waits for it otherwise: on every event, on every news, and at
 * the latest with the tick. Gives the lease back when it is told to leave.
 */
final class HostKeeper implements Runnable {

    private final String host;
    private final LeaseKeeper lead;
    private final Function<Lease, HostWatch> watches;
    private final Duration tick;
    private final Semaphore news;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean leaving;
    private @Nullable HostWatch watch;

    /**
     * @param watches begins a watch for a term
     * @param news a permit for each piece of news, from whoever has some
     */
    HostKeeper(String host, LeaseKeeper lead, Function<Lease, HostWatch> watches, Duration tick, Semaphore news) {
        this.host = host;
        this.lead = lead;
        this.watches = watches;
        this.tick = tick;
        this.news = news;
    }

    @Override
    public void run() {
        try {
            while (!leaving) {
                boolean more = look();
                // Without a pause after a pass that did something, since its own events follow at once.
                if (!more) {
                    boolean heard = news.tryAcquire(tick.toMillis(), TimeUnit.MILLISECONDS);
                    if (heard) {
                        news.drainPermits();
                    }
                }
            }
        } catch (InterruptedException e) {
            leaving = true;
        } finally {
            // Also of one who was interrupted: the database doesn't work for those.
            boolean interrupted = Thread.interrupted();
            standBack();
            handOver();
            left.countDown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Has it end after the look that it is at; another node can go on at once. */
    void leave() {
        leaving = true;
        news.release();
    }

    /** Waits for the end, and says whether it has come. */
    boolean hasLeft(Duration patience) {
        try {
            return left.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean look() throws InterruptedException {
        try {
            Optional<Lease> lease = lead.held();
            if (lease.isEmpty()) {
                standBack();
                return false;
            }
            return watch(lease.get()).look();
        } catch (LeaseLost e) {
            FleetLog.LOG.leaseLost(host);
            standBack();
            return false;
        } catch (SQLException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to leave");
            }
            FleetLog.LOG.passFailed(host, e);
            return false;
        }
    }

    private HostWatch watch(Lease lease) {
        HostWatch present = watch;
        if (present != null && present.term().isOf(lease)) {
            return present;
        }
        standBack();
        HostWatch next = watches.apply(lease);
        watch = next;
        FleetLog.LOG.looksAfter(host, lease.token());
        return next;
    }

    private void standBack() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    private void handOver() {
        try {
            lead.release();
        } catch (SQLException | RuntimeException e) {
            FleetLog.LOG.passFailed(host, e);
        }
    }
}
