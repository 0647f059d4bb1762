package org.synapsesubnet.registrar.verification.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads what {@code docker save} writes, in one pass: the layers come before the list that says how they lie. Both
 * layouts are known, that of old engines ({@code …/layer.tar}) and OCI's ({@code blobs/sha256/…}).
 */
public final class ImageArchive {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_BYTES_OF_JSON = 16 << 20;
    private static final int GZIP = 0x1f8b;

    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, Layer> layers = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private ImageArchive() {}

    /**
     * @param archive of one image; read to its end, not closed
     * @throws IOException when it isn't one, or is beyond all measure
     */
    public static ImageContent read(InputStream archive) throws IOException {
        ImageArchive reader = new ImageArchive();
        reader.readAll(new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name()));
        return reader.image();
    }

    private void readAll(TarArchiveInputStream tar) throws IOException {
        int entries = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (++entries > MOST_ENTRIES) {
                throw new IOException("the image's archive has more than " + MOST_ENTRIES + " entries");
            }
            String name = ImagePath.normal(entry.getName()).orElse("");
            if (entry.isSymbolicLink()) {
                String folder = name.substring(0, name.lastIndexOf('/') + 1);
                ImagePath.normal(folder + entry.getLinkName()).ifPresent(target -> links.put(name, target));
            } else if (entry.isFile()) {
                part(name, new BufferedInputStream(tar)); // ends where the entry does
            }
        }
    }

    private void part(String name, BufferedInputStream content) throws IOException {
        content.mark(2);
        int first = content.read();
        int magic = first << 8 | Math.max(0, content.read());
        content.reset();
        boolean blob = name.startsWith("blobs/");
        if (name.endsWith(".json") || (blob && first == '{')) {
            documents.put(name, document(name, content));
        } else if (name.endsWith(".tar") || blob) {
            layers.put(name, LayerReader.read(magic == GZIP ? new GZIPInputStream(content) : content));
        }
    }

    private static byte[] document(String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MOST_BYTES_OF_JSON + 1);
        if (bytes.length > MOST_BYTES_OF_JSON) {
            throw new IOException(name + " has more than " + MOST_BYTES_OF_JSON + " bytes");
        }
        return bytes;
    }

    private ImageContent image() throws IOException {
        JsonNode manifest = json("manifest.json").path(0);
        List<Layer> stack = new ArrayList<>();
        for (JsonNode path : manifest.path("Layers")) {
            Layer layer = layers.get(links.getOrDefault(path.asText(), path.asText()));
            if (layer == null) {
                throw new IOException("the image's archive lacks its layer " + ImagePath.shown(path.asText()));
            }
            stack.add(layer);
        }
        return new ImageContent(ImageConfig.of(json(manifest.path("Config").asText())), stack);
    }

    private JsonNode json(String name) throws IOException {
        byte[] document = documents.get(name);
        if (document == null) {
            throw new IOException("the image's archive lacks " + ImagePath.shown(name));
        }
        return JSON.readTree(document);
    }
}
