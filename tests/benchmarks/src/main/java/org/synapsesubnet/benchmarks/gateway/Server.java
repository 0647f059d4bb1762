package org.synapsesubnet.benchmarks.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Payara Micro with the application and the echo side by side, as a process. */
public final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(240);
    private static final long LOOK_MILLIS = 500;

    private final Process process;
    private final Path home;
    private final int port;

    private Server(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /**
     * @param parts the server's jar, the resource adapter and the application
     * @param settings further system properties, as {@code name=value}
     */
    static Server start(Parts parts, Path echo, Path home, int port, List<String> settings) throws IOException {
        return start(parts, home, port, settings, List.of("--deploy", echo.toString()));
    }

    /**
     * The application alone.
     *
     * @param settings further system properties, as {@code name=value}
     */
    public static Server start(Parts parts, Path home, int port, List<String> settings) throws IOException {
        return start(parts, home, port, settings, List.of());
    }

    private static Server start(Parts parts, Path home, int port, List<String> settings, List<String> more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djdk.virtualThreadScheduler.parallelism=8", // as the launcher starts it
                "-Djava.net.preferIPv4Stack=true"));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of(
                "-jar",
                parts.server().toString(),
                "--nocluster",
                "--nohostaware",
                "--disablephonehome",
                "--port",
                String.valueOf(port),
                "--maxhttpthreads",
                "64",
                "--prebootcommandfile",
                parts.preBoot().toString(),
                "--deploy",
                parts.connector().toString(),
                "--deploy",
                parts.application().toString()));
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("server.log").toFile())
                .start();
        return new Server(process, home, port);
    }

    /** What the build made. */
    public record Parts(Path server, Path preBoot, Path connector, Path application) {

        public static Parts fromSystemProperties() {
            return new Parts(path("server"), path("pre-boot"), path("connector"), path("application"));
        }

        private static Path path(String name) {
            return Path.of(System.getProperty("benchmark." + name)).toAbsolutePath();
        }
    }

    /** Waits until the application takes requests. */
    public void awaitReady() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ops/ready"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IOException("The application isn't ready; see " + home.resolve("server.log"));
    }

    /** Waits until the gateway serves the model; the operator's API key. */
    public String awaitModel(String model) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Path keyFile = home.resolve("var/credentials/operator.api-key");
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("The server ended; see " + home.resolve("server.log"));
            }
            if (Files.exists(keyFile)) {
                String key = Files.readString(keyFile).strip();
                if (lists(http, key, model)) {
                    return key;
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IOException("The gateway didn't serve " + model + " within " + START.toSeconds() + " s; see "
                + home.resolve("server.log"));
    }

    private boolean lists(HttpClient http, String key, String model) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models"))
                    .header("Authorization", "Bearer " + key)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body().contains(model);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
