package org.synapsesubnet.miner.scaling;

/**
 * What somebody who watches replicas has counted by now.
 *
 * @param ready replicas that work
 * @param slots requests that those work on at once
 * @param busy slots in use
 * @param queued requests that wait for a slot
 * @param begun requests that ever got a slot
 * @param waitedMillis how long those waited together
 * @param tokens ever made
 */
public record LoadTotals(int ready, int slots, int busy, int queued, long begun, double waitedMillis, long tokens) {

    /** What happened since the totals before; counters that began anew count from zero. */
    LoadReading since(LoadTotals before) {
        boolean anew = begun < before.begun || tokens < before.tokens || waitedMillis < before.waitedMillis;
        return new LoadReading(
                ready,
                slots,
                busy,
                queued,
                anew ? begun : begun - before.begun,
                anew ? waitedMillis : waitedMillis - before.waitedMillis,
                anew ? tokens : tokens - before.tokens);
    }
}
