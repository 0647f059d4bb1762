package org.synapsesubnet.registrar.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.synapsesubnet.api.wire.Sha256;

/** The public half of an Ed25519 key (RFC 8032). */
final class VerifyingKey {

    static final String ALGORITHM = "Ed25519";

    private static final String EXPECTED = "must be an Ed25519 key as DER SubjectPublicKeyInfo in Base64";

    private final PublicKey key;

    VerifyingKey(PublicKey key) {
        this.key = key;
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 400 when it is no such key */
    static VerifyingKey parse(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(text);
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            // One key has one form, and so one id.
            if (!Arrays.equals(key.getEncoded(), encoded)) {
                throw SigningProblems.badKey(EXPECTED);
            }
            return new VerifyingKey(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw SigningProblems.badKey(EXPECTED);
        }
    }

    /** SHA-256 of its encoded form. */
    String id() {
        return Sha256.hexOf(key.getEncoded());
    }

    String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** @param signature in Base64 */
    boolean verifies(byte[] message, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(message);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false; // no signature at all
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has Ed25519", e);
        }
    }
}
