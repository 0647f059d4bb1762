package org.synapsesubnet.miner.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.synapsesubnet.api.fleet.FleetBlobView;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.api.wire.Sha256;

/** GGUF files that were uploaded, by their digests, in a folder of this node. A file is there whole, or not at all. */
public final class BlobStore {

    private static final String PREFIX = "sha256-";
    private static final int READ_AT_ONCE = 64 << 10;

    private final Path folder;
    private final long mostBytes;

    /**
     * @param folder made with the first upload
     * @param mostBytes of a file, from 1
     */
    public BlobStore(Path folder, long mostBytes) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes: " + mostBytes + " must be at least 1");
        }
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** The file of this digest, if it is here. */
    Optional<Path> find(String digest) {
        return Optional.of(path(new ModelSource.Blob(digest))).filter(Files::isRegularFile);
    }

    List<FleetBlobView> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<FleetBlobView>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("sha256-[0-9a-f]{64}")) {
                    found.add(new FleetBlobView(name.replace('-', ':'), Files.size(file)));
                }
            }
        }
        return found;
    }

    /**
     * Keeps what is sent, if it is what the digest says.
     *
     * @return false when it was here already; then nothing is read
     * @throws org.synapsesubnet.api.problem.ProblemException with status 413 or 422, and nothing is kept
     */
    boolean accept(String digest, InputStream bytes) throws IOException {
        Path target = path(new ModelSource.Blob(digest));
        if (Files.isRegularFile(target)) {
            return false;
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "upload-", "");
        try {
            String found = "sha256:" + receive(bytes, temporary);
            if (!found.equals(digest)) {
                throw ModelProblems.otherDigest(digest, found);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** @return false when there was none */
    boolean remove(String digest) throws IOException {
        return Files.deleteIfExists(path(new ModelSource.Blob(digest)));
    }

    private String receive(InputStream bytes, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                DigestOutputStream out = new DigestOutputStream(file, Sha256.digest())) {
            byte[] buffer = new byte[READ_AT_ONCE];
            long received = 0;
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                received += count;
                if (received > mostBytes) {
                    throw ModelProblems.tooLarge(mostBytes);
                }
                out.write(buffer, 0, count);
            }
            return LowerHex.of(out.getMessageDigest().digest());
        }
    }

    private Path path(ModelSource.Blob blob) {
        return folder.resolve(PREFIX + blob.digest().substring(PREFIX.length()));
    }
}
