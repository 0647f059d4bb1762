package org.synapsesubnet.axon.connection;

import java.time.Duration;

/**
 * How long a connection may keep the axon waiting for bytes.
 *
 * @param betweenRequests with no request begun; longer than clients keep idle connections (the JDK's: 30 s), so that
 *     they and not the axon close them
 * @param silence within a request, between two pieces of it
 * @param wholeRequest from a request's first byte to its last
 */
public record SenderLimits(Duration betweenRequests, Duration silence, Duration wholeRequest) {

    public static final SenderLimits DEFAULT =
            new SenderLimits(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(60));

    public SenderLimits {
        requirePositive("betweenRequests", betweenRequests);
        requirePositive("silence", silence);
        requirePositive("wholeRequest", wholeRequest);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
