package org.synapsesubnet.axon.settings;

import java.time.Duration;

/**
 * The queue before the slots.
 *
 * @param places requests that may wait, 0 to 10,000; with fewer places than validators not each can have one
 * @param longestWait of a request, 1 ms or more
 */
public record QueueSettings(int places, Duration longestWait) {

    /** 64 requests wait, at most two minutes. */
    public static final QueueSettings DEFAULT = new QueueSettings(64, Duration.ofMinutes(2));

    public QueueSettings {
        Range.require("queue", places, 0, 10_000);
        Range.require("longest wait in ms", longestWait.toMillis(), 1, Integer.MAX_VALUE);
    }

    public QueueSettings withPlaces(int count) {
        return new QueueSettings(count, longestWait);
    }
}
