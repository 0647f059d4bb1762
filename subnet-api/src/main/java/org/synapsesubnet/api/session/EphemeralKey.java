package org.synapsesubnet.api.session;

import java.security.SecureRandom;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.synapsesubnet.api.wire.LowerHex;

/** An X25519 key pair (RFC 7748) that lives for one handshake, so that a hotkey stolen later opens no old session. */
final class EphemeralKey {

    static final int BYTES = 32;

    private final X25519PrivateKeyParameters privateKey;

    EphemeralKey(SecureRandom random) {
        privateKey = new X25519PrivateKeyParameters(random);
    }

    String publicKey() {
        return LowerHex.of(privateKey.generatePublicKey().getEncoded());
    }

    /**
     * The secret shared with the owner of the other key, 32 bytes.
     *
     * @throws IllegalArgumentException when the other key is one of the few that force a known secret
     */
    byte[] agree(String otherPublicKey) {
        var agreement = new X25519Agreement();
        agreement.init(privateKey);
        byte[] secret = new byte[agreement.getAgreementSize()];
        try {
            agreement.calculateAgreement(
                    new X25519PublicKeyParameters(LowerHex.parse("ephemeralKey", otherPublicKey, BYTES)), secret, 0);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("ephemeralKey is a point of small order", e);
        }
        return secret;
    }
}
