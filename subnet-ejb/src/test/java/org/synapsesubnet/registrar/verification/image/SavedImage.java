package org.synapsesubnet.registrar.verification.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.synapsesubnet.api.wire.Sha256;

/** An archive as {@code docker save} writes it, made of whatever a test wants in it. */
public final class SavedImage {
    /** A layer's archive in the making. */
    public static final class LayerArchive {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

        private LayerArchive() {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        }

        public LayerArchive file(String path, String content) {
            return file(path, 0644, content.getBytes(StandardCharsets.UTF_8));
        }

        public LayerArchive file(String path, int mode, byte[] content) {
            try {
                TarArchiveEntry entry = new TarArchiveEntry(path, true);
                entry.setSize(content.length);
                entry.setMode(0100000 | mode);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        private byte[] end() throws IOException {
            tar.close();
            return bytes.toByteArray();
        }
    }

    private final List<byte[]> layers = new ArrayList<>();
    private String config = "{}";

    /** What the image's configuration says under {@code config}. */
    public SavedImage config(String json) {
        config = json;
        return this;
    }

    public LayerArchive layer() {
        return new LayerArchive();
    }

    public SavedImage with(LayerArchive layer) {
        try {
            layers.add(layer.end());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** In the layout of engines before 25. */
    public InputStream old() throws IOException {
        var parts = new LayerArchive();
        var names = new ArrayList<String>();
        for (int i = 0; i < layers.size(); i++) {
            names.add("\"layer" + i + "/layer.tar\"");
            parts.file("layer" + i + "/VERSION", "1.0");
            parts.file("layer" + i + "/layer.tar", 0644, layers.get(i));
        }
        parts.file("cafe.json", configuration());
        parts.file("manifest.json", "[{\"Config\":\"cafe.json\",\"Layers\":[" + String.join(",", names) + "]}]");
        return new ByteArrayInputStream(parts.end());
    }

    /** The id that an engine gives it. */
    public String id() {
        return "sha256:" + Sha256.hexOf(configuration().getBytes(StandardCharsets.UTF_8));
    }

    private String configuration() {
        String digests = layers.stream()
                .map(layer -> "\"sha256:" + Sha256.hexOf(layer) + "\"")
                .collect(Collectors.joining(","));
        return "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":" + config
                + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + digests + "]}}";
    }

    /** In OCI's layout, its layers compressed. */
    public InputStream oci() throws IOException {
        var parts = new LayerArchive();
        var names = new ArrayList<String>();
        for (byte[] layer : layers) {
            var compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(layer);
            }
            names.add("\"" + blob(parts, compressed.toByteArray()) + "\"");
        }
        String configuration = blob(parts, configuration().getBytes(StandardCharsets.UTF_8));
        parts.file(
                "manifest.json",
                "[{\"Config\":\"" + configuration + "\",\"Layers\":[" + String.join(",", names) + "]}]");
        return new ByteArrayInputStream(parts.end());
    }

    private static String blob(LayerArchive parts, byte[] content) {
        String name = "blobs/sha256/" + Sha256.hexOf(content);
        parts.file(name, 0644, content);
        return name;
    }
}
