package org.synapsesubnet.container;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.synapsesubnet.container.docker.DockerEngine;

/**
 * The Docker engine that tests drive: the socket that {@code DOCKER_HOST} names, or the usual one. Where none answers
 * they are skipped with one plain line; with {@code -Dsynapse.require.real=true} they
 * fail instead.
 */
public final class RealEngine {

    private static final String SCHEME = "unix://";

    private RealEngine() {}

    /** An engine of one's own on the machine's Docker; the test ends here where there is none. */
    public static ContainerEngine connect() {
        return connect(EngineSettings.local(socket()));
    }

    public static ContainerEngine connect(EngineSettings settings) {
        return new DockerEngine(settings, ContainerPolicy.STRICT, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Where the machine's Docker listens. */
    public static Path socket() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("DOCKER_HOST"))
                                .filter(host -> host.startsWith(SCHEME))
                                .map(host -> host.substring(SCHEME.length())),
                        Optional.of("/var/run/docker.sock"))
                .flatMap(Optional::stream)
                .map(Path::of)
                .filter(RealEngine::answers)
                .findFirst()
                .orElseGet(() -> missing("a Docker engine (DOCKER_HOST=unix://… or /var/run/docker.sock)"));
    }

    /** Ends the test: skipped, or failed where every real part is required. */
    public static <T> T missing(String what) {
        String line = "Not found on this machine: " + what + ". Its tests are skipped.";
        if (Boolean.getBoolean("synapse.require.real")) {
            return Assertions.fail(line + " But synapse.require.real is set.");
        }
        System.out.println(line);
        return Assumptions.abort(line);
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
