package org.synapsesubnet.engine.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** The parts of all models, as files named by their digests. A file is there whole, or not at all. */
public final class Blobs {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    private final Path folder;

    Blobs(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    static void check(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("invalid digest format");
        }
    }

    /** Where the blob of this digest lies, if it is there. */
    public Path path(String digest) {
        check(digest);
        return folder.resolve(digest.replace(':', '-'));
    }

    public boolean holds(String digest) {
        return Files.isRegularFile(path(digest));
    }

    /** What has come of a blob that is being fetched. */
    Path partial(String digest) {
        return folder.resolve(path(digest).getFileName() + "-partial");
    }

    /**
     * Keeps what a caller sends.
     *
     * @throws DigestMismatchException when it isn't what the digest says; nothing of it is kept
     */
    public void accept(String digest, InputStream bytes) throws IOException {
        check(digest);
        Path temporary = Files.createTempFile(folder, "sha256-", "");
        try {
            String found = PREFIX + copy(bytes, temporary);
            if (!found.equals(digest)) {
                throw new DigestMismatchException(
                        "digest mismatch, expected \"" + digest + "\", got \"" + found + "\"");
            }
            Files.move(temporary, path(digest), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Keeps a small part that was made here. */
    Layer keep(byte[] bytes, String mediaType) throws IOException {
        String digest = PREFIX + Digests.of(bytes);
        if (!holds(digest)) {
            accept(digest, new ByteArrayInputStream(bytes));
        }
        return new Layer(mediaType, digest, bytes.length, "");
    }

    /** Puts a fetched blob in its place once it is whole. */
    void complete(String digest) throws IOException {
        Path partial = partial(digest);
        String found = PREFIX + Digests.of(partial);
        if (!found.equals(digest)) {
            Files.delete(partial);
            throw new DigestMismatchException(
                    "digest mismatch, file must be downloaded again: want " + digest + ", got " + found);
        }
        Files.move(partial, path(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(String digest) throws IOException {
        Files.deleteIfExists(path(digest));
    }

    private static String copy(InputStream bytes, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            return Digests.copy(bytes, out);
        }
    }
}
