package org.synapsesubnet.axon.share;

/**
 * Runs only while somebody waits. By it a request costs what it kept from others: who uses an idle engine owes nothing
 * when others come.
 */
public final class ContendedTime {

    private long nanos;
    private long asOf;
    private boolean runs;

    /** @param now of any clock, nanoseconds */
    public ContendedTime(long now) {
        asOf = now;
    }

    /** What has run until now, nanoseconds. */
    public long at(long now) {
        if (runs) {
            nanos += now - asOf;
        }
        asOf = now;
        return nanos;
    }

    /** Goes on from now on, or stands still. */
    public void run(boolean somebodyWaits, long now) {
        at(now);
        runs = somebodyWaits;
    }
}
