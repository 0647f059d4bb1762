package org.synapsesubnet.tests.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A {@link DeployingServer} as a process in the current folder, seen from the test. */
final class RedeployedServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path OUTPUT = Path.of("server.log");

    private final Process process;
    private final Writer orders;
    private final Face face;
    private int obeyed;

    private RedeployedServer(Process process, int port) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.face = new Face(port);
    }

    /** @param miners as {@code synapse.gateway.miners} wants them */
    static RedeployedServer start(int port, String miners) throws IOException {
        Path server = Path.of(System.getProperty("synapse.launcher.server"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.virtualThreadScheduler.parallelism=8",
                // What only waits for memory to get scarce is no leak.
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Djava.net.preferIPv4Stack=true",
                "-Dsynapse.gateway.miners=" + miners));
        opens(server).forEach(command::add);
        command.addAll(List.of(
                "-classpath",
                server + ":" + ownClasses(),
                DeployingServer.class.getName(),
                "--nocluster",
                "--nohostaware",
                "--disablephonehome",
                "--port",
                String.valueOf(port),
                "--prebootcommandfile",
                System.getProperty("synapse.launcher.server-files") + "/pre-boot.asadmin"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start();
        RedeployedServer started = new RedeployedServer(process, port);
        try {
            started.awaitObedience();
            return started;
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** What {@code java -jar} would read of the manifest. */
    private static Stream<String> opens(Path server) throws IOException {
        try (JarFile jar = new JarFile(server.toFile())) {
            String packages = jar.getManifest().getMainAttributes().getValue(new Attributes.Name("Add-Opens"));
            return Stream.of(packages.split(" ")).map(opened -> "--add-opens=" + opened + "=ALL-UNNAMED");
        }
    }

    private static String ownClasses() {
        return DeployingServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    Face face() {
        return face;
    }

    void deploy(String name, String file) throws IOException {
        order(DeployingServer.DEPLOY + ' ' + name + ' ' + file);
    }

    /** How long it took. */
    Duration undeploy(String name) throws IOException {
        long begun = System.nanoTime();
        order(DeployingServer.UNDEPLOY + ' ' + name);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void order(String line) throws IOException {
        orders.write(line + '\n');
        orders.flush();
        awaitObedience();
    }

    private void awaitObedience() {
        obeyed++;
        await("the server").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server ended: " + log());
            }
            return log().lines().filter(DeployingServer.DONE::equals).count() == obeyed;
        });
    }

    LiveHeap heap() throws IOException {
        return LiveHeap.of(process.toHandle());
    }

    String log() throws IOException {
        return Files.readString(OUTPUT);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
