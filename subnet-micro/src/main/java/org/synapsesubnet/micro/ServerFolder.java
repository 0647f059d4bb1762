package org.synapsesubnet.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Payara Micro's root folder. What it unpacked there is used again, which saves seconds; what it remembers of the last
 * start is not, for it would deploy that application too, whatever became of it.
 */
record ServerFolder(Path path) {

    private static final List<String> REMEMBERED = List.of("applications", "config", "generated");

    /** Named after the server's release, so that another one unpacks itself afresh. */
    static ServerFolder of(LaunchSettings settings) {
        String release = settings.server().getFileName().toString().replaceFirst("\\.jar$", "");
        return new ServerFolder(settings.home().var().resolve(release));
    }

    void forgetTheLastStart() throws LaunchException {
        try {
            for (String name : REMEMBERED) {
                delete(path.resolve(name));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new LaunchException("The server's folder " + path + " can't be cleared: " + e.getMessage());
        }
    }

    private static void delete(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
