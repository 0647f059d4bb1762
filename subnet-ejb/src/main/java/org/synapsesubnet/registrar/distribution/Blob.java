package org.synapsesubnet.registrar.distribution;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.synapsesubnet.api.wire.Sha256;

/**
 * Something that a registry keeps by its digest.
 *
 * @param mediaType what it is
 * @param digest {@code sha256:…}
 * @param size in bytes
 * @param body sends it
 */
record Blob(String mediaType, String digest, long size, BodyPublisher body) {

    static Blob of(String mediaType, byte[] bytes) {
        return new Blob(mediaType, "sha256:" + Sha256.hexOf(bytes), bytes.length, BodyPublishers.ofByteArray(bytes));
    }

    /** @param digest of the file's bytes */
    static Blob of(String mediaType, String digest, long size, Path file) throws FileNotFoundException {
        return new Blob(mediaType, digest, size, BodyPublishers.ofFile(file));
    }

    /** How manifests name it. */
    Map<String, Object> descriptor() {
        return Map.of("mediaType", mediaType, "digest", digest, "size", size);
    }
}
