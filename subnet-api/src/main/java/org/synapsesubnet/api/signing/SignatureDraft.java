package org.synapsesubnet.api.signing;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A signature of a release's manifest ({@code POST /modules/{name}/releases/{version}/signatures}); without fields the
 * node signs with its own key.
 *
 * @param keyId of a trusted key
 * @param signature Ed25519 of the manifest's bytes, in Base64
 */
public record SignatureDraft(
        @Nullable String keyId, @Nullable String signature) {

    public SignatureDraft {
        if ((keyId == null) != (signature == null)) {
            throw new InvalidValue(
                    keyId == null ? "keyId" : "signature", "must be there, or neither of keyId and signature");
        }
        if (keyId != null && !keyId.matches("[0-9a-f]{64}")) {
            throw new InvalidValue("keyId", "must be 64 hexadecimal digits in lower case");
        }
    }
}
