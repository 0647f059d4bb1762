package org.synapsesubnet.tests.support;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's Docker engine, as a person at its command line sees it. */
public final class Docker {

    private static final String SCHEME = "unix://";

    private final Path program = RealPart.program("docker, the command", "docker");
    private final Path socket = RealPart.found(
            "a Docker engine (DOCKER_HOST=unix://… or /var/run/docker.sock)",
            Stream.of(Optional.ofNullable(System.getenv("DOCKER_HOST")), Optional.of(SCHEME + "/var/run/docker.sock"))
                    .flatMap(Optional::stream)
                    .filter(host -> host.startsWith(SCHEME))
                    .map(host -> Path.of(host.substring(SCHEME.length())))
                    .filter(Docker::answers)
                    .findFirst());

    /** As settings of the application name it. */
    public String address() {
        return SCHEME + socket;
    }

    /** The lines that a command prints. */
    public List<String> lines(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--host", address()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said;
        try (Stream<String> lines = process.inputReader().lines()) {
            said = lines.toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    /** Removes the containers, volumes and networks with this word in their names. */
    public void removeAll(String word) throws IOException, InterruptedException {
        String named = "name=" + word;
        remove("rm", lines("ps", "--all", "--quiet", "--filter", named));
        remove("volume", lines("volume", "ls", "--quiet", "--filter", named));
        remove("network", lines("network", "ls", "--quiet", "--filter", named));
    }

    private void remove(String kind, List<String> ids) throws IOException, InterruptedException {
        for (String id : ids) {
            lines(kind.equals("rm") ? new String[] {"rm", "--force", id} : new String[] {kind, "rm", id});
        }
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
