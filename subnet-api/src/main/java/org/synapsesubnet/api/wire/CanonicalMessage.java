package org.synapsesubnet.api.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * The one byte form of a message that is signed, authenticated or hashed. It starts with a domain tag, so that a
 * signature for one purpose never counts for another; every text and byte string is preceded by its length (32 bits,
 * big-endian) and every number has 64 bits, so that no two different lists of fields share their bytes.
 */
public final class CanonicalMessage {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    private CanonicalMessage(String domain) {
        text(domain);
    }

    /** Starts a message; {@code domain} names purpose and version, such as {@code synapse/session-offer/v1}. */
    public static CanonicalMessage of(String domain) {
        return new CanonicalMessage(domain);
    }

    public CanonicalMessage text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public CanonicalMessage number(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    public CanonicalMessage bytes(byte[] value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        bytes.writeBytes(value);
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** The 32 bytes that a hotkey signs: keccak256, which a contract can compute as well. */
    public byte[] signingDigest() {
        byte[] message = toBytes();
        var keccak = new KeccakDigest(256);
        keccak.update(message, 0, message.length);
        byte[] digest = new byte[32];
        keccak.doFinal(digest, 0);
        return digest;
    }

    /** SHA-256 of the bytes, in lower-case hexadecimal. */
    public String sha256() {
        return LowerHex.of(Sha256.of(toBytes()));
    }
}
