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
import java.util.Objects;
import java.util.Set;

/**
 * A text that only its owner may read (mode 0600): a key. The file appears under its name with all its content or not
 * at all, and an existing one is never replaced.
 */
public final class OwnerOnlyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final Path folder;
    private final String what;

    /** @param what it is, for people, such as {@code hotkey file} */
    public OwnerOnlyFile(Path path, String what) {
        this.path = path.toAbsolutePath();
        this.folder = Objects.requireNonNull(this.path.getParent(), "a file needs a name");
        this.what = what;
    }

    /** Makes the text to be written where there is no file. */
    public interface Content {
        String make() throws IOException;
    }

    /** The file's text, made first when there is no such file; of two makers at once, both get the same text. */
    public String readOrCreate(Content content) throws IOException {
        if (Files.notExists(path)) {
            try {
                create(content.make());
            } catch (FileAlreadyExistsException e) {
                // Another process was faster: its text counts.
            }
        }
        return read();
    }

    /**
     * Reads the text.
     *
     * @throws IOException when the file is missing, or may be read by others than its owner
     */
    public String read() throws IOException {
        var posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null && !OWNER_ONLY.containsAll(posix.readAttributes().permissions())) {
            throw new IOException("the " + this + " must be readable by its owner only: chmod 600 it");
        }
        return Files.readString(path, StandardCharsets.US_ASCII);
    }

    /**
     * Writes the text to a new file, with its folders.
     *
     * @throws FileAlreadyExistsException when the file exists; it is left as it is
     */
    public void create(String text) throws IOException {
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, ".draft", ".new", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
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

    @Override
    public String toString() {
        return what + " " + path;
    }
}
