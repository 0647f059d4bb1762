package org.synapsesubnet.validator.gateway.relay;

import java.time.Duration;

/**
 * What an engine says it spent its time with, in nanoseconds; 0 where it says nothing. Nobody checks it: good for
 * figures, not for scores.
 *
 * @param load of the model
 * @param prompt reading it
 * @param answer making its tokens
 */
public record EngineTimes(long load, long prompt, long answer) {

    static final EngineTimes NONE = new EngineTimes(0, 0, 0);

    /** Whoever claims more than any request may take claims nothing. */
    private static final long MOST = Duration.ofHours(1).toNanos();

    static EngineTimes told(long load, long prompt, long answer) {
        return new EngineTimes(believable(load), believable(prompt), believable(answer));
    }

    private static long believable(long nanos) {
        return nanos < 0 || nanos > MOST ? 0 : nanos;
    }
}
