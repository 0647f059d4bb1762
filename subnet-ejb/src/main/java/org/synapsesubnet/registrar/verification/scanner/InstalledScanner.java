package org.synapsesubnet.registrar.verification.scanner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.api.passport.Finding;

/** A scanner's program on this machine. It sees the engine that holds the image, and none of our settings or secrets. */
public final class InstalledScanner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 256 << 20;
    private static final int SHOWN = 300;
    private static final List<String> KEPT_VARIABLES = List.of("PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR");

    private final Scanner scanner;
    private final Path program;

    private InstalledScanner(Scanner scanner, Path program) {
        this.scanner = scanner;
        this.program = program;
    }

    /** @param path folders as the environment variable {@code PATH} lists them */
    public static Optional<InstalledScanner> find(Scanner scanner, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(scanner.program()))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new InstalledScanner(scanner, program));
    }

    /** The first line that it says of itself. */
    public String version() throws IOException, InterruptedException {
        return run("", scanner.version()).lines().findFirst().orElse("").strip();
    }

    /**
     * Scans an image.
     *
     * @param engine address of the engine that holds it
     * @throws IOException when the program fails, which it also does where its database isn't there
     */
    public List<Finding> scan(String engine, String image) throws IOException, InterruptedException {
        String report = run(engine, scanner.arguments(image));
        try {
            return scanner.findings(JSON.readTree(report));
        } catch (JsonProcessingException e) {
            throw new IOException(scanner.program() + " doesn't answer in JSON", e);
        }
    }

    private String run(String engine, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        // Into files, since waiting for a process can be broken off, and reading what it says can't.
        Path output = Files.createTempFile("synapse-scanner", ".out");
        Path errors = Files.createTempFile("synapse-scanner", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().retainAll(KEPT_VARIABLES);
            builder.environment().putAll(scanner.environment());
            builder.environment().put("DOCKER_HOST", engine);
            int code = end(builder.start());
            if (code != 0) {
                throw new IOException(
                        scanner.program() + " ended with code " + code + ": " + shortened(Files.readString(errors)));
            }
            return text(output);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static int end(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String text(Path output) throws IOException {
        if (Files.size(output) > MOST_BYTES) {
            throw new IOException(scanner.program() + " says more than " + MOST_BYTES + " bytes");
        }
        return Files.readString(output);
    }

    private static String shortened(String text) {
        String plain = text.strip().replaceAll("\\s+", " ");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }
}
