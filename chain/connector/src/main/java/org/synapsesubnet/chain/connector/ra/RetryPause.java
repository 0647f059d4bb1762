package org.synapsesubnet.chain.connector.ra;

/** How long to wait after failures in a row: doubling between two bounds. Not for two threads at a time. */
final class RetryPause {

    private final long minMillis;
    private final long maxMillis;
    private int failures;

    RetryPause(long minMillis, long maxMillis) {
        this.minMillis = minMillis;
        this.maxMillis = maxMillis;
    }

    /** Counts one more failure and answers the pause after it in milliseconds. */
    long afterFailure() {
        failures++;
        int doublings = Math.min(failures - 1, 30);
        return Math.min(maxMillis, minMillis << doublings);
    }

    /** Forgets the failures and answers how many there were. */
    int reset() {
        int before = failures;
        failures = 0;
        return before;
    }

    int failures() {
        return failures;
    }
}
