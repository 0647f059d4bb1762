package org.synapsesubnet.api.tls;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key and its certificate as one text, as {@code openssl} writes and reads them.
 *
 * @param key PKCS #8, not encrypted
 * @param certificate DER; of a chain the first
 */
record PemText(byte[] key, byte[] certificate) {

    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    /** @throws IOException when a part is missing */
    static PemText parse(String text) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        try (PemReader reader = new PemReader(new StringReader(text))) {
            for (PemObject part = reader.readPemObject(); part != null; part = reader.readPemObject()) {
                parts.putIfAbsent(part.getType(), part.getContent());
            }
        }
        return new PemText(required(parts, KEY), required(parts, CERTIFICATE));
    }

    private static byte[] required(Map<String, byte[]> parts, String name) throws IOException {
        byte[] part = parts.get(name);
        if (part == null) {
            throw new IOException("it has no -----BEGIN " + name + "-----");
        }
        return part;
    }

    /** With the secret in it: for the file only. */
    String text() {
        var text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(KEY, key));
            writer.writeObject(new PemObject(CERTIFICATE, certificate));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }
}
