package org.synapsesubnet.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Another machine, as far as containers can tell: a network namespace behind this one. An address of this machine
 * wouldn't do, since a bridge lets its containers reach the host itself. Needs root.
 */
public final class Outside implements AutoCloseable {

    private static final int MOST = 200;

    private final String name = "syn" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    private final String network = "10.217." + ThreadLocalRandom.current().nextInt(MOST) + "."
            + 4 * ThreadLocalRandom.current().nextInt(60);

    /** The test ends here where there is no {@code ip}, or not the right to use it. */
    public Outside() throws IOException, InterruptedException {
        boolean there = Stream.of("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip")
                        .map(Path::of)
                        .anyMatch(Files::isExecutable)
                && "root".equals(System.getProperty("user.name"));
        if (!there) {
            RealEngine.missing("ip (iproute2), and the right to make a network namespace");
        }
        ip("netns", "add", name);
        ip("link", "add", name, "type", "veth", "peer", "name", "out", "netns", name);
        ip("addr", "add", near() + "/30", "dev", name);
        ip("link", "set", name, "up");
        ip("-n", name, "addr", "add", address() + "/30", "dev", "out");
        ip("-n", name, "link", "set", "out", "up");
        ip("-n", name, "route", "add", "default", "via", near());
    }

    /** Of the other machine. */
    public String address() {
        return next(2);
    }

    private String near() {
        return next(1);
    }

    private String next(int step) {
        int dot = network.lastIndexOf('.');
        return network.substring(0, dot + 1) + (Integer.parseInt(network.substring(dot + 1)) + step);
    }

    /** The command that runs another there. */
    public List<String> command(String... command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", name), Stream.of(command))
                .toList();
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ip.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** Its cable goes with it. */
    @Override
    public void close() throws IOException, InterruptedException {
        ip("netns", "del", name);
    }
}
