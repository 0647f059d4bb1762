package org.synapsesubnet.registrar.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An archive as a test wants it, the malicious ones included. */
final class Tar {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Tar() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    }

    /** One with a Dockerfile of these lines. */
    static Tar of(String... dockerfile) {
        return new Tar().file("Dockerfile", String.join("\n", dockerfile) + "\n");
    }

    Tar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8), 0644);
    }

    Tar file(String name, byte[] content, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        entry.setMode(mode);
        return put(entry, content);
    }

    /** The class file of a program, under its name. */
    Tar program(Class<?> program) {
        String file = program.getName().replace('.', '/') + ".class";
        try (InputStream code = program.getClassLoader().getResourceAsStream(file)) {
            if (code == null) {
                throw new IllegalStateException("no class file of " + program);
            }
            return file("classes/" + file, code.readAllBytes(), 0644);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tar link(String name, String target) {
        return special(name, TarConstants.LF_SYMLINK, target);
    }

    Tar hardLink(String name, String target) {
        return special(name, TarConstants.LF_LINK, target);
    }

    /** An entry of another type, such as {@link TarConstants#LF_CHR}. */
    Tar special(String name, byte type, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    /** The header of a name, without the entry that it is the name of. */
    Tar longName(int length) {
        TarArchiveEntry entry = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(length);
        return put(entry, "a".repeat(length).getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        try {
            tar.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    byte[] gzip() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private Tar put(TarArchiveEntry entry, byte[] content) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
