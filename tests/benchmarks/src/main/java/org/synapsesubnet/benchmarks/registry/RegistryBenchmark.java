package org.synapsesubnet.benchmarks.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.synapsesubnet.benchmarks.gateway.Server;

/**
 * Lists and searches of the registry over HTTP with 100 modules and with 10,000, on one server and in one run. The
 * selective search finds the same ten at both sizes, the other one all of them.
 */
public final class RegistryBenchmark {
    private static final int PORT = 18_740;
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final int WARM_UP = 300;
    private static final int SAMPLES = 500;
    private static final List<String> QUERIES = List.of(
            "/modules?limit=50",
            "/modules?limit=50&sort=-name",
            "/modules?limit=50&type=python",
            "/modules?limit=50&status=registered",
            "/modules?limit=50&q=needle",
            "/modules?limit=50&q=module");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String key;

    private RegistryBenchmark(String key) {
        this.key = key;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("registry-benchmark-");
        List<String> settings = List.of("synapse.access.requests-per-minute=1000000");
        try (Server server = Server.start(Server.Parts.fromSystemProperties(), home, PORT, settings)) {
            server.awaitReady();
            Path keyFile = home.resolve("var/credentials/operator.api-key");
            new RegistryBenchmark(Files.readString(keyFile).strip()).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        register(0, FEW);
        measure(); // warms the server up
        double[] few = measure();
        register(FEW, MANY);
        double[] many = measure();
        for (int i = 0; i < QUERIES.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-40s p50 %.2f ms of %d modules, %.2f ms of %d; ratio %.2f%n",
                    QUERIES.get(i),
                    few[i],
                    FEW,
                    many[i],
                    MANY,
                    many[i] / few[i]);
        }
    }

    /** The median of each query, in milliseconds. */
    private double[] measure() throws IOException, InterruptedException {
        double[] medians = new double[QUERIES.size()];
        for (int q = 0; q < medians.length; q++) {
            String query = QUERIES.get(q);
            for (int i = 0; i < WARM_UP; i++) {
                get(query);
            }
            long[] nanos = new long[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                long start = System.nanoTime();
                get(query);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            medians[q] = nanos[SAMPLES / 2] / 1e6;
        }
        return medians;
    }

    private void register(int from, int to) throws IOException, InterruptedException {
        for (int i : IntStream.range(from, to).toArray()) {
            String needle = i < 10 ? "needle" : "hay";
            String body = """
                    {"name":"module-%05d","type":"%s","description":"%s %d in the stack","configuration":{"slots":%d}}""".formatted(i, i % 2 == 0 ? "python" : "docker", needle, i, i);
            send(request("/modules").POST(BodyPublishers.ofString(body)), 201);
        }
    }

    private void get(String path) throws IOException, InterruptedException {
        send(request(path).GET(), 200);
    }

    private void send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }
}
