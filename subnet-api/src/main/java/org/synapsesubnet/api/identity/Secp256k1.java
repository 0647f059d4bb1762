package org.synapsesubnet.api.identity;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA over secp256k1 on 32-byte digests: deterministic (RFC 6979 with HMAC-SHA256), and with the smaller of the two
 * possible {@code s} only (EIP-2), so that nobody can turn a signature into a second one.
 */
final class Secp256k1 {

    static final int COMPRESSED_KEY_BYTES = 33;
    static final int SIGNATURE_BYTES = 64;

    private static final int SCALAR_BYTES = 32;
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final BigInteger HALF_ORDER = DOMAIN.getN().shiftRight(1);

    private Secp256k1() {}

    static boolean isPrivateKey(BigInteger scalar) {
        return inRange(scalar);
    }

    static ECPoint publicKey(BigInteger privateKey) {
        return new FixedPointCombMultiplier()
                .multiply(DOMAIN.getG(), privateKey)
                .normalize();
    }

    /** Reads a compressed point; throws IllegalArgumentException when it isn't one of the curve. */
    static ECPoint decode(byte[] compressed) {
        ECPoint point = DOMAIN.getCurve().decodePoint(compressed);
        if (point.isInfinity()) {
            throw new IllegalArgumentException("public key is the point at infinity");
        }
        return point;
    }

    /** Returns {@code r ‖ s}, 64 bytes. */
    static byte[] sign(BigInteger privateKey, byte[] digest) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(privateKey, DOMAIN));
        BigInteger[] rs = signer.generateSignature(digest);
        BigInteger s = rs[1].compareTo(HALF_ORDER) > 0 ? DOMAIN.getN().subtract(rs[1]) : rs[1];
        byte[] signature = new byte[SIGNATURE_BYTES];
        BigIntegers.asUnsignedByteArray(rs[0], signature, 0, SCALAR_BYTES);
        BigIntegers.asUnsignedByteArray(s, signature, SCALAR_BYTES, SCALAR_BYTES);
        return signature;
    }

    static boolean verify(ECPoint publicKey, byte[] signature, byte[] digest) {
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, SCALAR_BYTES));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, SCALAR_BYTES, SIGNATURE_BYTES));
        if (!inRange(r) || !inRange(s) || s.compareTo(HALF_ORDER) > 0) {
            return false;
        }
        var verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(publicKey, DOMAIN));
        return verifier.verifySignature(digest, r, s);
    }

    private static boolean inRange(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(DOMAIN.getN()) < 0;
    }
}
