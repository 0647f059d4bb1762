package org.synapsesubnet.api.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.api.wire.Sha256;

/**
 * The key with which requests of one session are authenticated: HKDF-SHA256 (RFC 5869) of the X25519 secret, salted
 * with the hash of both signed messages, so that two sides who saw different handshakes share no key. In no text form.
 */
public final class SessionKey {

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private SessionKey(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    static SessionKey derive(byte[] sharedSecret, SessionOffer offer, SessionAnswer answer) {
        byte[] transcript = CanonicalMessage.of("synapse/session-transcript/v1")
                .bytes(offer.message().toBytes())
                .bytes(answer.message().toBytes())
                .toBytes();
        var hkdf = new HKDFBytesGenerator(new SHA256Digest());
        byte[] purpose = "synapse/session-mac/v1".getBytes(StandardCharsets.US_ASCII);
        hkdf.init(new HKDFParameters(sharedSecret, Sha256.of(transcript), purpose));
        byte[] key = new byte[KEY_BYTES];
        hkdf.generateBytes(key, 0, key.length);
        return new SessionKey(key);
    }

    /** HMAC-SHA256 of the request, 32 bytes in lower-case hexadecimal. */
    public String mac(RequestSeal request) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return LowerHex.of(mac.doFinal(request.message().toBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + HMAC, e);
        }
    }

    /** Whether {@code mac} is the request's; takes the same time wherever it differs. */
    public boolean matches(RequestSeal request, String mac) {
        return MessageDigest.isEqual(
                mac(request).getBytes(StandardCharsets.US_ASCII), mac.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "SessionKey[hidden]";
    }
}
