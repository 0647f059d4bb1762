package org.synapsesubnet.container.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** SHA-256 of all that decides what is in a program's image, but for the system's C library. */
final class Fingerprint {

    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(JavaProgram program) throws IOException {
        Fingerprint print;
        try {
            print = new Fingerprint(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
        print.word(Runtime.version() + " " + System.getProperty("java.vendor.version") + " "
                + System.getProperty("os.arch"));
        print.word(new TreeSet<>(program.modules()) + program.mainClass() + program.options() + program.arguments());
        for (Path part : program.classPath()) {
            print.tree(part);
        }
        for (Map.Entry<String, Path> file : new TreeMap<>(program.files()).entrySet()) {
            print.word(file.getKey());
            print.tree(file.getValue());
        }
        return HexFormat.of().formatHex(print.digest.digest());
    }

    private void word(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void tree(Path path) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            word(path.relativize(file) + " " + Files.size(file));
            try (InputStream bytes = Files.newInputStream(file);
                    DigestOutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                bytes.transferTo(sink);
            }
        }
    }
}
