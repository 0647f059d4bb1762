package org.synapsesubnet.registrar.distribution;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.RealEngine;

/** A {@code docker-registry} of a test's own on this machine; Debian's package of that name has the program. */
public final class RealRegistry implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path program;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    public RealRegistry(Path folder) throws IOException {
        this.program = Stream.of("/usr/bin/docker-registry", "/usr/local/bin/docker-registry")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> RealEngine.missing("docker-registry"));
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public void start() throws IOException {
        Path settings = folder.resolve("registry.yml");
        Files.writeString(settings, """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(folder.resolve("registry"), port));
        process = new ProcessBuilder(program.toString(), "serve", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        await().atMost(PATIENCE).until(this::answers);
    }

    /** Gives an engine's image a name in it, by digest. */
    public ImageReference push(ContainerEngine engine, ImageReference image, String repository)
            throws RegistryFailedException, EngineException, IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            RegistryShelf shelf = new RegistryShelf(
                    new RegistryClient(client, RegistryAddress.parse(address().toString()), Optional.empty(), PATIENCE),
                    folder.resolve("pushes"));
            String digest = shelf.push(engine.images(), image, repository);
            return new ImageReference("127.0.0.1:" + port + "/" + repository + "@" + digest);
        }
    }

    /** Sends it a signal by its name: after {@code STOP} it neither answers nor ends, until {@code CONT}. */
    public void signal(String name) throws IOException, InterruptedException {
        long pid = Objects.requireNonNull(process).pid();
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /** {@code kill -9}. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
