package org.synapsesubnet.container;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Docker daemon of a test's own, to be stopped and started as the test likes: it shares neither data nor bridge nor
 * packet filter with the machine's. Needs root.
 */
public final class PrivateDockerd implements AutoCloseable {

    private static final int START_SECONDS = 30;

    private final Path program;
    private final Path folder;
    private final String bridge;
    private final String addresses;
    private final List<String> options;
    private @Nullable Process process;

    /**
     * The test ends here where there is no {@code dockerd}, or not the right to start one.
     *
     * @param folder for all its files; its path must be short enough for sockets
     */
    public PrivateDockerd(Path folder, String... options) {
        this.program = Stream.of("/usr/sbin/dockerd", "/usr/bin/dockerd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .filter(found -> "root".equals(System.getProperty("user.name")))
                .findFirst()
                .orElseGet(() -> RealEngine.missing("dockerd, and the right to start it"));
        this.folder = folder;
        this.bridge = "syn" + Integer.toHexString(folder.hashCode());
        this.addresses = "10." + (100 + Math.floorMod(folder.hashCode(), 100));
        this.options = List.of(options);
    }

    public Path socket() {
        return folder.resolve("docker.sock");
    }

    /** Returns when it answers. */
    public void start() throws IOException, InterruptedException {
        makeBridge();
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--host=unix://" + socket(),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                "--bridge=" + bridge,
                "--iptables=false",
                "--default-address-pool=base=" + addresses + ".0.0/17,size=24"));
        command.addAll(options);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        process = started;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (started.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IOException("dockerd doesn't start: " + Files.readString(folder.resolve("log")));
            }
        }
    }

    /** Without a bridge named to it, it would take the machine's, or with none remove that one. */
    private void makeBridge() throws IOException, InterruptedException {
        if (run("ip", "link", "add", bridge, "type", "bridge") == 0) {
            run("ip", "address", "add", addresses + ".255.1/24", "dev", bridge);
            run("ip", "link", "set", bridge, "up");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Ends it as an administrator would; its containers end with it. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    /** Sends it a signal by its name. */
    public void signal(String name) throws IOException, InterruptedException {
        long pid = Objects.requireNonNull(process, "not started").pid();
        run("kill", "-" + name, Long.toString(pid));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        // It mounts its data on themselves, and doesn't always take that back.
        run("umount", "--lazy", "--quiet", folder.resolve("data").toString());
        run("ip", "link", "delete", bridge);
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            return false;
        }
    }
}
