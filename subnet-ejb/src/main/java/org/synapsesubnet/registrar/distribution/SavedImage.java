package org.synapsesubnet.registrar.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.api.wire.Sha256;

/**
 * An image as {@code docker save} hands it out, taken apart for a registry. Layers are packed; that they are those which
 * the configuration names is checked, so the image has the id that it had.
 *
 * @param config the image's configuration
 * @param layers packed by gzip, the lowest first
 */
record SavedImage(Blob config, List<Blob> layers) {

    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final int MOST_CONFIG = 8 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    SavedImage {
        layers = List.copyOf(layers);
    }

    /**
     * Takes it apart.
     *
     * @param archive not closed
     * @param folder for the layers' files; exists and is empty
     * @throws IOException when it isn't whole
     */
    static SavedImage read(InputStream archive, Path folder) throws IOException {
        Map<String, Path> files = unpack(archive, folder);
        JsonNode image = JSON.readTree(small(file(files, "manifest.json"))).path(0);
        byte[] config = small(file(files, image.path("Config").asText()));
        JsonNode named = JSON.readTree(config).path("rootfs").path("diff_ids");
        List<Blob> layers = new ArrayList<>();
        for (JsonNode layer : image.path("Layers")) {
            String expected = named.path(layers.size()).asText();
            layers.add(pack(file(files, layer.asText()), folder.resolve("layer-" + layers.size()), expected));
        }
        if (layers.size() != named.size()) {
            throw new IOException("the image has " + layers.size() + " layers, but names " + named.size());
        }
        return new SavedImage(Blob.of(CONFIG, config), layers);
    }

    /** Names within the archive are never names of files here. */
    private static Map<String, Path> unpack(InputStream archive, Path folder) throws IOException {
        Map<String, Path> files = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(archive);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isSymbolicLink()) {
                Path target = Path.of("/" + entry.getName()).resolveSibling(entry.getLinkName());
                links.put(entry.getName(), target.normalize().toString().substring(1));
            } else if (entry.isFile()) {
                Path file = folder.resolve("file-" + files.size());
                Files.copy(tar, file);
                files.put(entry.getName(), file);
            }
        }
        links.forEach((name, target) -> {
            Path file = files.get(target);
            if (file != null) {
                files.put(name, file);
            }
        });
        return files;
    }

    private static Path file(Map<String, Path> files, String name) throws IOException {
        Path file = files.get(name);
        if (file == null) {
            throw new IOException("the image's archive has no '" + name + "'");
        }
        return file;
    }

    private static byte[] small(Path file) throws IOException {
        if (Files.size(file) > MOST_CONFIG) {
            throw new IOException("the image's configuration has more than " + MOST_CONFIG + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static Blob pack(Path layer, Path packed, String expected) throws IOException {
        MessageDigest inside = Sha256.digest();
        MessageDigest outside = Sha256.digest();
        try (InputStream source = new DigestInputStream(Files.newInputStream(layer), inside);
                OutputStream target = new GZIPOutputStream(
                        new DigestOutputStream(Files.newOutputStream(packed), outside), 64 << 10)) {
            source.transferTo(target);
        }
        String found = "sha256:" + LowerHex.of(inside.digest());
        if (!found.equals(expected)) {
            throw new IOException("a layer of the image is " + found + ", but should be " + expected);
        }
        return Blob.of(LAYER, "sha256:" + LowerHex.of(outside.digest()), Files.size(packed), packed);
    }
}
