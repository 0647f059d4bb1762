package org.synapsesubnet.api.identity;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.util.BigIntegers;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * The private half of a hotkey. It is needed once per session and once per signed receipt head, never per request. Only
 * {@link HotkeyFile} sees the secret; it is in no text form of this object. Safe for use by many threads.
 */
public final class HotkeySigner {

    private static final int SECRET_BYTES = 32;

    private final BigInteger privateKey;
    private final String publicKey;
    private final Hotkey hotkey;

    private HotkeySigner(BigInteger privateKey) {
        if (!Secp256k1.isPrivateKey(privateKey)) {
            throw new IllegalArgumentException("private key must be between 1 and the order of secp256k1");
        }
        this.privateKey = privateKey;
        var point = Secp256k1.publicKey(privateKey);
        this.publicKey = LowerHex.of(point.getEncoded(true));
        this.hotkey = Hotkey.of(point);
    }

    /** A new key out of this source of randomness. */
    public static HotkeySigner create(SecureRandom random) {
        while (true) {
            byte[] secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            BigInteger candidate = new BigInteger(1, secret);
            // Beyond the order of the curve with a chance of 2^-128.
            if (Secp256k1.isPrivateKey(candidate)) {
                return new HotkeySigner(candidate);
            }
        }
    }

    /**
     * The key with this secret, 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException never quoting the secret
     */
    public static HotkeySigner ofSecret(String hex) {
        return new HotkeySigner(new BigInteger(1, LowerHex.parse("private key", hex, SECRET_BYTES)));
    }

    public Hotkey hotkey() {
        return hotkey;
    }

    /** Signs keccak256 of the message's canonical bytes. */
    public SignedBy sign(CanonicalMessage message) {
        byte[] rs = Secp256k1.sign(privateKey, message.signingDigest());
        return new SignedBy(hotkey, publicKey + LowerHex.of(rs));
    }

    String secret() {
        return LowerHex.of(BigIntegers.asUnsignedByteArray(SECRET_BYTES, privateKey));
    }

    @Override
    public String toString() {
        return "HotkeySigner[" + hotkey + "]";
    }
}
