package org.synapsesubnet.miner.scaling;

/**
 * What the replicas of a miner have to do: how it stands now, and what happened since the reading before.
 *
 * @param ready replicas that work
 * @param slots requests that those work on at once
 * @param busy slots in use
 * @param queued requests that wait for a slot
 * @param begun requests that got a slot since
 * @param waitedMillis how long those waited together
 * @param tokens made since
 */
public record LoadReading(int ready, int slots, int busy, int queued, long begun, double waitedMillis, long tokens) {

    /** Of a miner without a replica that works. */
    public static final LoadReading NONE = new LoadReading(0, 0, 0, 0, 0, 0, 0);

    public LoadReading {
        atLeastZero("ready", ready);
        atLeastZero("slots", slots);
        atLeastZero("busy", busy);
        atLeastZero("queued", queued);
        atLeastZero("begun", begun);
        atLeastZero("waitedMillis", waitedMillis);
        atLeastZero("tokens", tokens);
    }

    /** Both together. */
    public LoadReading plus(LoadReading other) {
        return new LoadReading(
                ready + other.ready,
                slots + other.slots,
                busy + other.busy,
                queued + other.queued,
                begun + other.begun,
                waitedMillis + other.waitedMillis,
                tokens + other.tokens);
    }

    private static void atLeastZero(String field, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(field + ": " + value + " must be at least 0");
        }
    }
}
