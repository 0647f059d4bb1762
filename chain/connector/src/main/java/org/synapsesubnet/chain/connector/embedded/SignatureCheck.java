package org.synapsesubnet.chain.connector.embedded;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.KeyScheme;
import org.synapsesubnet.chain.api.SignedCommand;

/**
 * Whether a command is from the one it names: ECDSA over secp256k1, on keccak256 of the message that
 * {@link CommandEnvelope} describes, and with the smaller of the two possible {@code s} only (EIP-2).
 */
final class SignatureCheck {

    private static final int KEY_BYTES = 33;
    private static final int SCALAR_BYTES = 32;
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final BigInteger HALF_ORDER = DOMAIN.getN().shiftRight(1);

    private SignatureCheck() {}

    static boolean holds(SignedCommand command) {
        byte[] signature = HexFormat.of().parseHex(command.signature());
        ECPoint publicKey;
        try {
            publicKey = DOMAIN.getCurve().decodePoint(Arrays.copyOf(signature, KEY_BYTES));
        } catch (IllegalArgumentException notOnTheCurve) {
            return false;
        }
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, KEY_BYTES, KEY_BYTES + SCALAR_BYTES));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, KEY_BYTES + SCALAR_BYTES, signature.length));
        if (publicKey.isInfinity() || r.signum() <= 0 || s.signum() <= 0 || s.compareTo(HALF_ORDER) > 0) {
            return false;
        }
        if (!addressOf(publicKey).equals(command.envelope().signer())) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(publicKey, DOMAIN));
        return verifier.verifySignature(keccak(message(command.envelope())), r, s);
    }

    private static KeyId addressOf(ECPoint publicKey) {
        byte[] uncompressed = publicKey.getEncoded(false);
        byte[] hash = keccak(Arrays.copyOfRange(uncompressed, 1, uncompressed.length));
        Arrays.fill(hash, 0, 12, (byte) 0);
        return new KeyId(KeyScheme.SECP256K1, "0x" + HexFormat.of().formatHex(hash));
    }

    private static byte[] message(CommandEnvelope envelope) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] part :
                new byte[][] {CommandEnvelope.DOMAIN.getBytes(StandardCharsets.UTF_8), CommandCodec.encode(envelope)}) {
            message.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            message.writeBytes(part);
        }
        return message.toByteArray();
    }

    private static byte[] keccak(byte[] bytes) {
        KeccakDigest keccak = new KeccakDigest(256);
        keccak.update(bytes, 0, bytes.length);
        byte[] hash = new byte[32];
        keccak.doFinal(hash, 0);
        return hash;
    }
}
