package org.synapsesubnet.api.signing;

import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A key to be trusted ({@code POST /registrar/keys}).
 *
 * @param name whose it is, 1 to 64 characters of {@code a-z A-Z 0-9 . _ @ -}
 * @param publicKey an Ed25519 key as DER SubjectPublicKeyInfo (RFC 8410) in Base64
 */
public record TrustedKeyDraft(String name, String publicKey) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._@-]{1,64}");

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public TrustedKeyDraft {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidValue("name", "must be 1 to 64 characters of a-z, A-Z, 0-9, '.', '_', '@' and '-'");
        }
        if (publicKey == null) {
            throw new InvalidValue("publicKey", "must be an Ed25519 key as DER SubjectPublicKeyInfo in Base64");
        }
    }
}
