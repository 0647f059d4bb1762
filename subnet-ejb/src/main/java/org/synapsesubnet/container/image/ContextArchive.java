package org.synapsesubnet.container.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What an engine needs to build an image: a tar archive. Times and owners are left out, so that equal stays equal. */
final class ContextArchive implements AutoCloseable {

    private static final int READABLE = 0100644;
    private static final int RUNNABLE = 0100755;

    private final TarArchiveOutputStream tar;

    ContextArchive(OutputStream target) {
        tar = new TarArchiveOutputStream(new BufferedOutputStream(target));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    void text(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        begin(name, bytes.length, READABLE);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** A file, or a folder with all in it; links become what they point to. */
    void tree(String name, Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            file(name, source);
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(source)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            file(name + "/" + source.relativize(file), file);
        }
    }

    private void file(String name, Path source) throws IOException {
        begin(name, Files.size(source), Files.isExecutable(source) ? RUNNABLE : READABLE);
        Files.copy(source, tar);
        tar.closeArchiveEntry();
    }

    private void begin(String name, long size, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
