package org.synapsesubnet.registrar.verification.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts of {@code Key: value} lines, an empty line between two of them. */
final class Paragraphs {
    private static final int MOST_BYTES = 32 << 20;

    private Paragraphs() {}

    /**
     * Lines that go on with a space are left out: nothing that is asked for here is so long.
     *
     * @throws IOException when there is more than 32 MiB
     */
    static List<Map<String, String>> read(InputStream content) throws IOException {
        var paragraphs = new ArrayList<Map<String, String>>();
        Map<String, String> current = new HashMap<>();
        byte[] bytes = bounded(content);
        var lines = new String(bytes, StandardCharsets.UTF_8).lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isBlank() && !current.isEmpty()) {
                paragraphs.add(current);
                current = new HashMap<>();
            }
            int colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                current.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        if (!current.isEmpty()) {
            paragraphs.add(current);
        }
        return paragraphs;
    }

    /** Up to the first empty line, which ends the head of a message. */
    static Map<String, String> head(InputStream content) throws IOException {
        List<Map<String, String>> paragraphs = read(content);
        return paragraphs.isEmpty() ? Map.of() : paragraphs.getFirst();
    }

    private static byte[] bounded(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("a package database of more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }
}
