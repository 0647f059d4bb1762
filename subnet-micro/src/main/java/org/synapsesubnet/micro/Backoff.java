package org.synapsesubnet.micro;

import java.time.Duration;

/**
 * How long to wait before a dead process is started again: doubling from one failure to the next.
 *
 * @param first wait after the first failure
 * @param longest no wait is longer
 * @param healthyAfter a process that lived this long failed for the first time
 */
record Backoff(Duration first, Duration longest, Duration healthyAfter) {

    static final Backoff OF_MINERS = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first: " + first + " must be positive");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("longest: " + longest + " must be at least first, " + first);
        }
    }

    /** @param failures failures in a row, ≥ 1 */
    Duration after(int failures) {
        Duration wait = first;
        for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
