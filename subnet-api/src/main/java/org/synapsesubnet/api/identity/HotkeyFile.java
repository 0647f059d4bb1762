package org.synapsesubnet.api.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A hotkey on disk: one line with the secret in hexadecimal, in an {@link OwnerOnlyFile}. */
public final class HotkeyFile {

    private final OwnerOnlyFile file;

    public HotkeyFile(Path path) {
        this.file = new OwnerOnlyFile(path, "hotkey file");
    }

    /** The key of the file, created first when there is no such file; of two creators at once, both get the same key. */
    public HotkeySigner loadOrCreate(SecureRandom random) throws IOException {
        return signer(file.readOrCreate(() -> line(HotkeySigner.create(random))));
    }

    /**
     * Reads the key.
     *
     * @throws IOException when the file is missing, holds no key, or may be read by others than its owner
     */
    public HotkeySigner load() throws IOException {
        return signer(file.read());
    }

    /**
     * Writes the key to a new file, with its folders.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the file exists; it is left as it is
     */
    public void save(HotkeySigner signer) throws IOException {
        file.create(line(signer));
    }

    private static String line(HotkeySigner signer) {
        return signer.secret() + "\n";
    }

    private HotkeySigner signer(String text) throws IOException {
        try {
            return HotkeySigner.ofSecret(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("the " + file + " holds no key: " + e.getMessage(), e);
        }
    }
}
