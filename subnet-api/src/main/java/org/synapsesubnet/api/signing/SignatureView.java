package org.synapsesubnet.api.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signature of a release.
 *
 * @param keyId key that signed
 * @param signer name of the key; null where it isn't known
 * @param signature Ed25519 of the manifest's bytes, in Base64
 * @param verdict what it is worth now
 * @param addedBy account that brought it
 */
public record SignatureView(
        String keyId,
        @Nullable String signer,
        String signature,
        SignatureVerdict verdict,
        String addedBy,
        Instant addedAt) {}
