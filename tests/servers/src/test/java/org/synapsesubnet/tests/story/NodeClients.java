package org.synapsesubnet.tests.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.synapsesubnet.tests.support.RealPart;

/** The unmodified npm clients {@code openai} and {@code ollama}, run by the machine's Node. */
final class NodeClients {

    private static final long INSTALL_SECONDS = 180;
    private static final long RUN_SECONDS = 90;

    private final Path node;
    private final Path folder;

    private NodeClients(Path node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /** Installs the clients that {@code package-lock.json} pins, without running any script of theirs. */
    static NodeClients install(Path sources, Path folder) throws IOException, InterruptedException {
        Path node = RealPart.program("Node", "node");
        Path npm = RealPart.program("npm", "npm");
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        run(
                folder,
                Map.of(),
                INSTALL_SECONDS,
                List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        return new NodeClients(node, folder);
    }

    /** Runs one script; what it printed when it ended well. */
    String run(String script, String url, String apiKey) throws IOException, InterruptedException {
        return run(
                folder,
                Map.of("SYNAPSE_URL", url, "SYNAPSE_KEY", apiKey),
                RUN_SECONDS,
                List.of(node.toString(), script));
    }

    private static String run(Path folder, Map<String, String> environment, long seconds, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "run-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + read(output));
            }
        } finally {
            process.destroyForcibly();
        }
        return read(output);
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
