package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.AxonAddress;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.api.tls.TlsIdentityFile;

/**
 * The program as a miner starts it, with TLS: how long it takes to start, what it adds to a request, and the memory that
 * it takes. Prints the figures; the times are held to their limits only with {@code -Dsynapse.figures=strict}, on a
 * machine that does nothing else. {@code -Dsynapse.axon.command="docker run …"} measures another way to start it.
 */
@Timeout(300)
class ProgramIT {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final boolean STRICT = "strict".equals(System.getProperty("synapse.figures"));
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 3_000;
    private static final int STREAMS = 1_000;
    private static final int STREAMS_AT_ONCE = 8;
    private static final double MB = 1e6;
    private static final double MILLIS = 1e6;

    @TempDir
    Path folder;

    private final FastEngine engine = new FastEngine();
    private final HotkeySigner validator = HotkeySigner.create(RANDOM);
    private HttpClient http;
    private HotkeySigner miner;
    private Process axon;
    private URI base;
    private double startMillis;

    @BeforeEach
    void start() throws Exception {
        Path key = folder.resolve("miner.key");
        miner = new HotkeyFile(key).loadOrCreate(RANDOM);
        String digest = new TlsIdentityFile(folder.resolve("miner.pem"))
                .loadOrCreate(miner.hotkey(), Clock.systemUTC(), RANDOM)
                .digest();
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(PinnedTrust.in(digest))
                .build();
        run(key);
    }

    @AfterEach
    void end() throws InterruptedException {
        axon.destroy();
        axon.waitFor();
        http.close();
        engine.close();
    }

    @Test
    void startsAtOnceAddsLittleAndStaysSmall() throws Exception {
        ValidatorSession session = session();
        stream(session);
        double resident = residentMegabytes();
        double addedMillis = addedMillis(session);

        System.out.printf(
                "axon: first answer %.0f ms after the start, p50 %.3f ms added by TLS, MAC and queue,"
                        + " %.1f MB resident after %d streamed requests, %.1f MB at the end%n",
                startMillis, addedMillis, resident, STREAMS, residentMegabytes());
        assertThat(resident).as("MB resident").isBetween(10.0, 100.0);
        if (STRICT) {
            assertThat(startMillis).as("start").isLessThan(1_000);
            assertThat(addedMillis).as("p50 added").isLessThan(0.3);
        }
    }

    private void run(Path key) throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        base = URI.create("https://127.0.0.1:" + port);
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(
                "--upstream", engine.uri().toString(),
                "--hotkey-file", key.toString(),
                "--allow", validator.hotkey().toString(),
                "--listen", "127.0.0.1:" + port,
                "--slots", "8"));
        long begun = System.nanoTime();
        axon = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("axon.log").toFile())
                .start();
        HttpRequest status =
                HttpRequest.newBuilder(base.resolve("/axon/v1/status")).build();
        while (!answers(status)) {
            assertThat(axon.isAlive()).as("the axon runs").isTrue();
        }
        startMillis = (System.nanoTime() - begun) / MILLIS;
    }

    private static List<String> command() {
        String given = System.getProperty("synapse.axon.command", "");
        return given.isEmpty()
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("java.options").toAbsolutePath(),
                        "-jar",
                        Path.of("target", "axon.jar").toAbsolutePath().toString())
                : List.of(given.split(" "));
    }

    private boolean answers(HttpRequest status) throws InterruptedException {
        try {
            return http.send(status, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private ValidatorSession session() {
        return new ValidatorSession(
                http,
                new AxonAddress(base, miner.hotkey()),
                validator,
                new SubnetId("embedded", 1),
                Clock.systemUTC(),
                RANDOM);
    }

    private static void stream(ValidatorSession session) throws Exception {
        try (var threads = Executors.newFixedThreadPool(STREAMS_AT_ONCE)) {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                calls.add(() -> generate(session, FastEngine.STREAMED));
            }
            for (Future<HttpResponse<String>> call : threads.invokeAll(calls)) {
                assertThat(call.get().body().lines()).hasSize(21);
            }
        }
    }

    private static HttpResponse<String> generate(ValidatorSession session, byte[] body) throws Exception {
        return session.send(HttpRequest.newBuilder(), "POST", "/api/generate", body, BodyHandlers.ofString());
    }

    /** In turns, so that both ways meet the same machine. */
    private double addedMillis(ValidatorSession session) throws Exception {
        HttpRequest direct = HttpRequest.newBuilder(engine.uri().resolve("/api/generate"))
                .POST(BodyPublishers.ofByteArray(FastEngine.WHOLE))
                .build();
        long[] around = new long[MEASURED];
        long[] through = new long[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            long begun = System.nanoTime();
            http.send(direct, BodyHandlers.ofString());
            long between = System.nanoTime();
            generate(session, FastEngine.WHOLE);
            if (i >= 0) {
                around[i] = between - begun;
                through[i] = System.nanoTime() - between;
            }
        }
        return (median(through) - median(around)) / MILLIS;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    /** As the axon's own metrics tell. */
    private double residentMegabytes() throws Exception {
        return http.send(HttpRequest.newBuilder(base.resolve("/metrics")).build(), BodyHandlers.ofString())
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("process_resident_memory_bytes "))
                        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                        .findFirst()
                        .orElseThrow()
                / MB;
    }
}
