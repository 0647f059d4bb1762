package org.synapsesubnet.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only this process' user may read: one secret a file, one line each. */
record CredentialFiles(Path directory) {
    static final String PASSWORD = "operator.password";
    static final String API_KEY = "operator.api-key";

    /** Writes both files; each is there whole or not at all. The directory is made with mode 0700 where it is missing. */
    void write(String password, String apiKey) throws IOException {
        Files.createDirectories(directory, mode("rwx------"));
        write(directory.resolve(PASSWORD), password);
        write(directory.resolve(API_KEY), apiKey);
    }

    private void write(Path file, String line) throws IOException {
        Path draft = Files.createTempFile(directory, file.getFileName().toString(), ".new", mode("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** No attribute where the file system knows no modes: there the user's profile protects the directory. */
    private static FileAttribute<?>[] mode(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
