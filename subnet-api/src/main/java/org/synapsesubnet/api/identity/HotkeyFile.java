package org.synapsesubnet.api.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Set;

/**
 * A hotkey on disk: one line with the secret in hexadecimal, readable by its owner only (mode 0600). The file appears
 * under its name with all its content or not at all, and an existing one is never replaced.
 */
public final class HotkeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final Path folder;

    public HotkeyFile(Path path) {
        this.path = path.toAbsolutePath();
        this.folder = Objects.requireNonNull(this.path.getParent(), "a hotkey file needs a name");
    }

    /** The key of the file, created first when there is no such file; of two creators at once, both get the same key. */
    public HotkeySigner loadOrCreate(SecureRandom random) throws IOException {
        if (Files.notExists(path)) {
            try {
                save(HotkeySigner.create(random));
            } catch (FileAlreadyExistsException e) {
                // Another process was faster: its key counts.
            }
        }
        return load();
    }

    /**
     * Reads the key.
     *
     * @throws IOException when the file is missing, holds no key, or may be read by others than its owner
     */
    public HotkeySigner load() throws IOException {
        var posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null && !OWNER_ONLY.containsAll(posix.readAttributes().permissions())) {
            throw new IOException("the hotkey file " + path + " must be readable by its owner only: chmod 600 it");
        }
        try {
            return HotkeySigner.ofSecret(
                    Files.readString(path, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("the hotkey file " + path + " holds no key: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the key to a new file, with its folders.
     *
     * @throws FileAlreadyExistsException when the file exists; it is left as it is
     */
    public void save(HotkeySigner signer) throws IOException {
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, ".hotkey", ".new", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((signer.secret() + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            // A link fails where a move would silently replace.
            Files.createLink(path, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
