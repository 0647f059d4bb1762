package org.synapsesubnet.registrar.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synapsesubnet.api.identity.OwnerOnlyFile;
import org.synapsesubnet.api.problem.ProblemException;

/**
 * This node's own key: a file of its owner's with both halves as PEM, which OpenSSL reads too. It is made when it is
 * first asked for, and never leaves the file.
 */
public final class SigningKey {

    public static final String ALGORITHM = VerifyingKey.ALGORITHM;

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final byte[] PROBE = "probe".getBytes(StandardCharsets.UTF_8);

    private final PrivateKey secret;
    private final VerifyingKey open;

    private SigningKey(PrivateKey secret, VerifyingKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** @throws IOException when the file can't be made or read, holds no key, or may be read by others than its owner */
    public static SigningKey of(Path path) throws IOException {
        OwnerOnlyFile file = new OwnerOnlyFile(path, "signing key");
        String text = file.readOrCreate(SigningKey::create);
        try {
            KeyFactory keys = KeyFactory.getInstance(VerifyingKey.ALGORITHM);
            PrivateKey secret = keys.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(part(text, "PRIVATE"))));
            SigningKey key = new SigningKey(
                    secret, VerifyingKey.parse(part(text, "PUBLIC").replaceAll("\\s", "")));
            if (!key.open.verifies(PROBE, key.sign(PROBE))) {
                throw new IOException("the " + file + " holds two halves that don't belong together");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException | ProblemException e) {
            throw new IOException("the " + file + " holds no Ed25519 key: " + e.getMessage(), e);
        }
    }

    VerifyingKey open() {
        return open;
    }

    /** SHA-256 of its public half. */
    public String id() {
        return open.id();
    }

    /** Its public half, a DER SubjectPublicKeyInfo in Base64. */
    public String publicKey() {
        return open.text();
    }

    /** In Base64. */
    public String sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(VerifyingKey.ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key can't sign", e);
        }
    }

    private static String create() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
            return pem("PRIVATE", pair.getPrivate().getEncoded())
                    + pem("PUBLIC", pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has Ed25519", e);
        }
    }

    private static String pem(String half, byte[] bytes) {
        return "-----BEGIN " + half + " KEY-----\n" + LINES.encodeToString(bytes) + "\n-----END " + half
                + " KEY-----\n";
    }

    private static String part(String text, String half) {
        Matcher found = Pattern.compile(
                        "-----BEGIN " + half + " KEY-----(.*?)-----END " + half + " KEY-----", Pattern.DOTALL)
                .matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("there is no " + half + " KEY in it");
        }
        return found.group(1).strip();
    }
}
