package org.synapsesubnet.registrar.build;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.ProblemException;

/**
 * Writes a build's context anew from what was checked of it, so that the builder sees what was checked, however else its
 * own reader might have understood the archive. Owners, times and special modes are left out.
 */
final class ContextFilter {

    static final int MAX_HEADER = 1 << 20;
    static final int MAX_DOCKERFILE = 256 << 10;

    private static final String DOCKERFILE = "Dockerfile";
    private static final int PERMISSIONS = 0777;
    private static final int BLOCK = 10_240;

    private final ContextLimits limits;
    private final ContextTree tree = new ContextTree();
    private int entries;
    private @Nullable String dockerfile;

    private ContextFilter(ContextLimits limits) {
        this.limits = limits;
    }

    /**
     * Copies a context.
     *
     * @param archive tar, packed by gzip or not; not closed
     * @param packedBytes length of the archive
     * @param target gets a tar archive; closed when all is copied
     * @return the text of its Dockerfile
     * @throws ProblemException with status 400 that says what is wrong with it
     * @throws IOException when the target can't be written
     */
    static String copy(InputStream archive, long packedBytes, OutputStream target, ContextLimits limits)
            throws IOException {
        return new ContextFilter(limits).copy(archive, packedBytes, target);
    }

    private String copy(InputStream archive, long packedBytes, OutputStream target) throws IOException {
        MeteredStream meter = new MeteredStream(unpacked(archive), packedBytes, limits.unpackedBytes());
        meter.allow(MAX_HEADER);
        TarArchiveInputStream source = new TarArchiveInputStream(meter, BLOCK, StandardCharsets.UTF_8.name());
        TarArchiveOutputStream copy =
                new TarArchiveOutputStream(new BufferedOutputStream(target), StandardCharsets.UTF_8.name());
        copy.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        copy.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        copy.setAddPaxHeadersForNonAsciiNames(true);
        for (TarArchiveEntry entry = next(source, meter); entry != null; entry = next(source, meter)) {
            meter.allow(entry.getSize() + 2 * BLOCK);
            copy(entry, source, copy);
        }
        copy.close(); // only then are all blocks written
        if (dockerfile == null) {
            throw BuildProblems.context("has no file named Dockerfile at its top");
        }
        return dockerfile;
    }

    private void copy(TarArchiveEntry entry, InputStream content, TarArchiveOutputStream copy) throws IOException {
        if (++entries > limits.entries()) {
            throw BuildProblems.context("has more than " + limits.entries()
                    + " entries, which is the limit (synapse.registrar.context-entries)");
        }
        String path = ContextTree.path(entry.getName());
        if (entry.isSparse()) {
            throw BuildProblems.context("has the sparse file '" + path + "'");
        }
        if (entry.isDirectory()) {
            if (!path.isEmpty()) {
                tree.folder(path);
                put(copy, new TarArchiveEntry(path + "/"), entry);
                copy.closeArchiveEntry();
            }
        } else if (entry.isSymbolicLink()) {
            tree.link(path, entry.getLinkName());
            link(path, TarConstants.LF_SYMLINK, entry.getLinkName(), entry, copy);
        } else if (entry.isLink()) {
            String file = ContextTree.path(entry.getLinkName());
            tree.secondName(path, file);
            link(path, TarConstants.LF_LINK, file, entry, copy);
        } else if (isPlain(entry)) {
            tree.file(path);
            file(path, entry, content, copy);
        } else {
            throw BuildProblems.context("has '" + path + "', which is neither file, folder nor link");
        }
    }

    private void file(String path, TarArchiveEntry entry, InputStream content, TarArchiveOutputStream copy)
            throws IOException {
        TarArchiveEntry written = new TarArchiveEntry(path);
        written.setSize(entry.getSize());
        put(copy, written, entry);
        if (path.equals(DOCKERFILE)) {
            if (entry.getSize() > MAX_DOCKERFILE) {
                throw BuildProblems.context("has a Dockerfile of more than " + MAX_DOCKERFILE + " bytes");
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            transfer(content, text);
            text.writeTo(copy);
            dockerfile = text(text.toByteArray());
        } else {
            transfer(content, copy);
        }
        copy.closeArchiveEntry();
    }

    private static void link(String path, byte kind, String target, TarArchiveEntry entry, TarArchiveOutputStream copy)
            throws IOException {
        TarArchiveEntry written = new TarArchiveEntry(path, kind);
        written.setLinkName(target);
        put(copy, written, entry);
        copy.closeArchiveEntry();
    }

    private static void put(TarArchiveOutputStream copy, TarArchiveEntry written, TarArchiveEntry entry)
            throws IOException {
        written.setMode(entry.getMode() & PERMISSIONS);
        written.setModTime(0);
        copy.putArchiveEntry(written);
    }

    /** The library takes whatever is no folder for a file, devices too. */
    private static boolean isPlain(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM || type == TarConstants.LF_CONTIG;
    }

    private static InputStream unpacked(InputStream archive) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(archive);
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        try {
            return gzip ? new GZIPInputStream(bytes, BLOCK) : bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream source, MeteredStream meter) {
        meter.allow(MAX_HEADER);
        try {
            return source.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static void transfer(InputStream content, OutputStream target) throws IOException {
        byte[] piece = new byte[BLOCK];
        for (int read = read(content, piece); read >= 0; read = read(content, piece)) {
            target.write(piece, 0, read);
        }
    }

    private static int read(InputStream content, byte[] piece) {
        try {
            return content.read(piece);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BuildProblems.context("has a Dockerfile that isn't UTF-8");
        }
    }

    private static ProblemException unreadable(Exception e) {
        return BuildProblems.context("is no tar archive that can be read (plain or gzip): " + e.getMessage());
    }
}
