package org.synapsesubnet.api.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as operators see it: never its secret.
 *
 * @param account name of the account that it belongs to
 * @param prefix how the secret begins, to tell keys apart
 * @param role {@code user} or {@code operator}
 * @param lastUsedAt exact to a minute; null when never used
 * @param revokedAt null while the key is good
 */
public record ApiKeyView(
        UUID id,
        String account,
        String label,
        String prefix,
        String role,
        int requestsPerMinute,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
