package org.synapsesubnet.miner.models;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.synapsesubnet.api.fleet.FleetModelProgress;

/** What this node's pulls and creations are at, and how the last one of each model ended. Thread-safe. */
public final class ProgressBoard {

    private static final int MOST_KEPT = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, FleetModelProgress> latest = new LinkedHashMap<>();
    private long version;

    /**
     * All there is to tell at one moment.
     *
     * @param version grows with every change
     */
    public record Sheet(long version, List<FleetModelProgress> progress) {}

    public void tell(FleetModelProgress progress) {
        lock.lock();
        try {
            String key = progress.miner() + " " + progress.model();
            latest.remove(key);
            latest.put(key, progress);
            if (latest.size() > MOST_KEPT) {
                latest.remove(latest.keySet().iterator().next());
            }
            version++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Sheet sheet() {
        lock.lock();
        try {
            return new Sheet(version, List.copyOf(latest.values()));
        } finally {
            lock.unlock();
        }
    }

    /** The sheet once it is newer than that version, or when the patience is over. */
    public Sheet after(long seen, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (version <= seen && left > 0) {
                left = news.awaitNanos(left);
            }
            return sheet();
        } finally {
            lock.unlock();
        }
    }
}
