package org.synapsesubnet.registrar.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.api.wire.Sha256;

/** Where a node's builds have their files, a folder each, until they are over. */
final class BuildFolder {

    private static final int PIECE = 64 << 10;

    private final Path root;

    BuildFolder(Path root) {
        this.root = root;
    }

    Path make(UUID build) throws IOException {
        return Files.createDirectories(root.resolve(build.toString()));
    }

    void remove(UUID build) throws IOException {
        delete(root.resolve(build.toString()));
    }

    /** Removes what builds left here when the application died. */
    void clear() throws IOException {
        delete(root);
    }

    /**
     * Writes an upload to a file as it comes.
     *
     * @param limit of its bytes
     * @return its digest, {@code sha256:…}
     * @throws org.synapsesubnet.api.problem.ProblemException with status 413 as soon as it has more bytes
     */
    static String receive(InputStream body, Path file, long limit) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputStream target = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            byte[] piece = new byte[PIECE];
            long count = 0;
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                count += read;
                if (count > limit) {
                    throw BuildProblems.tooLarge(limit);
                }
                target.write(piece, 0, read);
            }
        }
        return "sha256:" + LowerHex.of(digest.digest());
    }

    private static void delete(Path path) throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(path)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : inside) {
            Files.deleteIfExists(file);
        }
    }
}
