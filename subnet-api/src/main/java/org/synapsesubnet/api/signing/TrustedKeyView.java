package org.synapsesubnet.api.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that is trusted, or was.
 *
 * @param id SHA-256 of the public key, 64 hexadecimal digits
 * @param name whose it is
 * @param publicKey DER SubjectPublicKeyInfo in Base64
 * @param revokedAt since when its signatures don't count; null while they do
 * @param reason why it was revoked; null where nobody said
 */
public record TrustedKeyView(
        String id,
        String name,
        String publicKey,
        String addedBy,
        Instant addedAt,
        @Nullable String revokedBy,
        @Nullable Instant revokedAt,
        @Nullable String reason) {}
