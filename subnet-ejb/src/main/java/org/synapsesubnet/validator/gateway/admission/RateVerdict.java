package org.synapsesubnet.validator.gateway.admission;

import java.time.Duration;

/**
 * What a rate limit says to one request.
 *
 * @param admitted whether it may go on
 * @param limit requests per minute, 0 when none applies
 * @param remaining requests that may follow at once
 * @param retryAfter when the next request is admitted, zero when it is now
 * @param reset when the whole limit is free again
 */
public record RateVerdict(boolean admitted, long limit, long remaining, Duration retryAfter, Duration reset) {

    /** For requests that were refused before a limit was asked. */
    public static final RateVerdict UNLIMITED = new RateVerdict(true, 0, 0, Duration.ZERO, Duration.ZERO);

    /** Whole seconds for a {@code Retry-After} header, rounded up, ≥ 1. */
    public int retryAfterSeconds() {
        return (int) Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000L));
    }
}
