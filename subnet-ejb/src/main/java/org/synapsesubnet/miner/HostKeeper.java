package org.synapsesubnet.miner;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.Subscription;

/** Looks after one host until it is interrupted: on every event, on every news, and at the latest with the tick. */
final class HostKeeper implements Runnable {

    private final String host;
    private final ContainerEngine engine;
    private final Ownership ownership;
    private final Reconciler reconciler;
    private final Duration tick;
    private final Semaphore news;
    private Subscription events = () -> {};
    private AtomicBoolean deaf = new AtomicBoolean(true);

    /** @param news a permit for each piece of news, from whoever has some */
    HostKeeper(
            String host,
            ContainerEngine engine,
            Ownership ownership,
            Reconciler reconciler,
            Duration tick,
            Semaphore news) {
        this.host = host;
        this.engine = engine;
        this.ownership = ownership;
        this.reconciler = reconciler;
        this.tick = tick;
        this.news = news;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
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
            Thread.currentThread().interrupt();
        } finally {
            events.close();
        }
    }

    private boolean look() {
        try {
            // Before the look, so that nothing happens unheard between the two.
            listen();
            return reconciler.pass();
        } catch (SQLException | RuntimeException e) {
            FleetLog.LOG.passFailed(host, e);
            return false;
        }
    }

    private void listen() {
        if (!deaf.get()) {
            return;
        }
        var over = new AtomicBoolean();
        try {
            events = engine.events(ownership.labels(), event -> news.release(), () -> {
                over.set(true);
                news.release();
            });
            deaf = over;
        } catch (EngineException e) {
            // The look that follows meets the same trouble and tells of it; the next one tries again.
            events = () -> {};
        }
    }
}
