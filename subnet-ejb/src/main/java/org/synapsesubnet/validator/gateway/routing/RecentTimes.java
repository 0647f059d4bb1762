package org.synapsesubnet.validator.gateway.routing;

import java.time.Duration;
import java.util.Arrays;

/** The last times to first token of a miner, for percentiles on the status page. Thread-safe. */
final class RecentTimes {

    private static final int KEPT = 256;

    private final long[] nanos = new long[KEPT];
    private int count;

    synchronized void add(long time) {
        nanos[count++ % KEPT] = time;
        if (count == 2 * KEPT) {
            // Keeps the position and "full" while the counter stays far from overflow.
            count = KEPT;
        }
    }

    /** @param fraction from 0 to 1; zero when nothing was measured */
    Duration percentile(double fraction) {
        long[] sorted;
        synchronized (this) {
            sorted = Arrays.copyOf(nanos, Math.min(count, KEPT));
        }
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1L, (long) (fraction * sorted.length))]);
    }
}
