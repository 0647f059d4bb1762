package org.synapsesubnet.benchmarks.gateway;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's haproxy in front of the upstream, for comparison. */
final class Haproxy implements AutoCloseable {

    private static final String CONFIGURATION = """
            defaults
                mode http
                timeout connect 5s
                timeout client 60s
                timeout server 60s
                timeout queue 30s
                option redispatch
            frontend in
                bind 127.0.0.1:%d
                default_backend miners
            backend miners
                balance leastconn
                server miner 127.0.0.1:%d maxconn 256
            """;

    private final Process process;

    private Haproxy(Process process) {
        this.process = process;
    }

    /** Starts it; empty where no haproxy is found. */
    static Optional<Haproxy> start(Path folder, int port, int upstream) throws IOException {
        Optional<Path> program = Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path configuration = folder.resolve("haproxy.cfg");
        Files.writeString(configuration, CONFIGURATION.formatted(port, upstream));
        Process process = new ProcessBuilder(program.get().toString(), "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        return Optional.of(new Haproxy(process));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
