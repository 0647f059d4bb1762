package org.synapsesubnet.tests.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A {@code docker-registry} of a test's own on the loopback address; Debian's package of that name has the program. */
public final class OciRegistry implements AutoCloseable {

    private final Process process;
    private final int port;

    private OciRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param folder for all that it keeps */
    public static OciRegistry start(Path folder, int port) throws IOException {
        Path program = RealPart.program("docker-registry", "docker-registry");
        Path settings = Files.createDirectories(folder).resolve("registry.yml");
        Files.writeString(settings, """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(folder.resolve("blobs"), port));
        OciRegistry started = new OciRegistry(
                new ProcessBuilder(program.toString(), "serve", settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start(),
                port);
        try {
            await("the registry").atMost(Duration.ofSeconds(20)).until(started::answers);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** Host and port, as images are named by. */
    public String name() {
        return "127.0.0.1:" + port;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
