package org.synapsesubnet.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What a request was answered with.
 *
 * @param status HTTP status, 200 to 299: refusals aren't remembered
 * @param location address of what was made; at most 500 characters
 * @param entityTag without quotes; at most 100 characters
 * @param body JSON text of at most {@value #MAX_BODY} characters
 */
public record Answer(
        int status, @Nullable String location, @Nullable String entityTag, String body) {
    static final int MAX_BODY = 262_144;

    public Answer {
        if (status < 200 || status > 299) {
            throw new IllegalArgumentException("status: " + status + " is not within 200 to 299");
        }
    }
}
