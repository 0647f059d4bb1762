package org.synapsesubnet.chain.connector;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;

/**
 * The instant by which a call must have ended, on the clock that never jumps.
 *
 * @param nanoTime comparable with {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

    /** A deadline {@code limit} from now; a negative limit is one that has passed. */
    public static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Nanoseconds left, negative when it has passed. */
    public long remainingNanos() {
        return nanoTime - System.nanoTime();
    }

    /**
     * Does nothing while there is time.
     *
     * @param call what is told to have come too late
     * @throws ChainException {@link Reason#DEADLINE_EXCEEDED}
     */
    public void check(String call) throws ChainException {
        long remaining = remainingNanos();
        if (remaining <= 0) {
            throw new ChainException(
                    Reason.DEADLINE_EXCEEDED,
                    call + " didn't end in time; its deadline passed " + TimeUnit.NANOSECONDS.toMillis(-remaining)
                            + " ms ago");
        }
    }
}
