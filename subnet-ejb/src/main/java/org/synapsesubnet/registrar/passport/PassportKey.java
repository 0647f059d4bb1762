package org.synapsesubnet.registrar.passport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.synapsesubnet.api.identity.OwnerOnlyFile;
import org.synapsesubnet.api.wire.Sha256;

/** A key of this node's own with which it signs what it verified: Ed25519 (RFC 8032). */
public final class PassportKey implements PassportSigner {
    /** A SubjectPublicKeyInfo up to the 32 bytes of the key (RFC 8410). */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Ed25519PrivateKeyParameters secret;

    private PassportKey(byte[] seed) {
        this.secret = new Ed25519PrivateKeyParameters(seed);
    }

    /**
     * The key of a file, which is made where there is none.
     *
     * @throws IOException when the file can't be read, may be read by others, or isn't 64 hexadecimal digits
     */
    public static PassportKey in(Path path, SecureRandom random) throws IOException {
        OwnerOnlyFile file = new OwnerOnlyFile(path, "passport key file");
        String text = file.readOrCreate(() -> {
            byte[] seed = new byte[Ed25519PrivateKeyParameters.KEY_SIZE];
            random.nextBytes(seed);
            return HexFormat.of().formatHex(seed) + "\n";
        });
        try {
            return new PassportKey(HexFormat.of().parseHex(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException("the " + file + " must hold 64 hexadecimal digits", e);
        }
    }

    @Override
    public PassportSignature sign(byte[] passport) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(passport, 0, passport.length);
        byte[] publicKey = publicKey();
        Base64.Encoder base64 = Base64.getEncoder();
        return new PassportSignature(
                "Ed25519",
                "sha256:" + Sha256.hexOf(publicKey),
                base64.encodeToString(publicKey),
                base64.encodeToString(signer.generateSignature()));
    }

    private byte[] publicKey() {
        byte[] raw = secret.generatePublicKey().getEncoded();
        byte[] info = new byte[SPKI_HEAD.length + raw.length];
        System.arraycopy(SPKI_HEAD, 0, info, 0, SPKI_HEAD.length);
        System.arraycopy(raw, 0, info, SPKI_HEAD.length, raw.length);
        return info;
    }
}
