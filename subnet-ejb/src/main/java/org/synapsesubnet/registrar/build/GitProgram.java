package org.synapsesubnet.registrar.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code git} program, run so that nothing but its arguments decides what it does: no configuration of system and
 * user, no questions, no hooks, no redirects, one protocol. What it writes is bounded by the kernel.
 */
final class GitProgram {

    private static final int MOST_SAID = 8192;

    private static final int FILE_SIZE_UNIT = 512;

    private final Path repository;
    private final String protocol;
    private final Duration patience;

    /**
     * @param repository where its files go; exists
     * @param protocol the only one that it may speak
     * @param patience with one run
     */
    GitProgram(Path repository, String protocol, Duration patience) {
        this.repository = repository;
        this.protocol = protocol;
        this.patience = patience;
    }

    /**
     * Runs it to its end; to interrupt the caller ends it.
     *
     * @param mostBytes of a file that it writes
     * @return the beginning of what it said
     * @throws BuildFailedException when it fails or takes too long, with what it said
     */
    String run(long mostBytes, String... arguments) throws IOException, InterruptedException, BuildFailedException {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "ulimit -f " + (mostBytes / FILE_SIZE_UNIT + 1) + "; exec git \"$@\"", "git"));
        command.addAll(List.of("-c", "http.followRedirects=false", "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of("-c", "credential.helper=", "-c", "http.proxy=", "-c", "gc.auto=0"));
        command.addAll(List.of(arguments));
        Path said = repository.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BuildFailedException("git took longer than " + patience);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String words = beginning(said);
        if (process.exitValue() != 0) {
            throw new BuildFailedException("git ended with code " + process.exitValue() + ": " + words.strip());
        }
        return words;
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin",
                "HOME", repository.toAbsolutePath().toString(),
                "LC_ALL", "C",
                "GIT_DIR", repository.toAbsolutePath().toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_ATTR_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "/bin/false",
                "GIT_ALLOW_PROTOCOL", protocol);
    }

    private static String beginning(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
        }
    }
}
