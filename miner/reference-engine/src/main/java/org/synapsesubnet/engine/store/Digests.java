package org.synapsesubnet.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal digits. */
public final class Digests {

    private Digests() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    public static String of(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return copy(bytes, OutputStream.nullOutputStream());
        }
    }

    /** Copies all there is, and returns the digest of it. */
    static String copy(InputStream from, OutputStream to) throws IOException {
        DigestOutputStream through = new DigestOutputStream(to, sha256());
        from.transferTo(through);
        through.flush();
        return HexFormat.of().formatHex(through.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
