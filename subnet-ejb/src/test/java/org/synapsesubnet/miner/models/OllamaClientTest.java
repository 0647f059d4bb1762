package org.synapsesubnet.miner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real engine does only when something is wrong with it; how it answers otherwise real ones show elsewhere. */
class OllamaClientTest {

    private static final ModelName TINY = ModelName.of("tiny");
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final HttpClient http = HttpClient.newHttpClient();
    private final OllamaClient client = new OllamaClient(http, SHORT);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<ProgressLine> told = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        http.close();
    }

    @Test
    void anErrorInTheMiddleOfAPullHasAName() {
        answers(200, """
                {"status":"pulling manifest"}
                {"status":"pulling 0123","digest":"sha256:0123","total":9,"completed":4}
                {"error":"write /models/blobs/sha256-0123-partial: no space left on device"}
                """);

        fails(ModelFault.DISK_FULL, this::pull);

        assertThat(told)
                .containsExactly(
                        new ProgressLine("pulling manifest", "", 0, 0),
                        new ProgressLine("pulling 0123", "sha256:0123", 9, 4));
    }

    @Test
    void errorsOfTheRegistryAreToldApart() {
        answers(200, "{\"error\":\"pull model manifest: file does not exist\"}\n");
        fails(ModelFault.NOT_IN_REGISTRY, this::pull);
        server.removeContext("/");
        answers(200, "{\"error\":\"pull model manifest: Get \\\"https://r/v2/\\\": dial tcp: no route to host\"}\n");
        fails(ModelFault.REGISTRY_FAILED, this::pull);
        server.removeContext("/");
        answers(404, "{\"error\":\"model 'tiny' not found\"}");
        fails(ModelFault.REFUSED, () -> client.delete(engine(), TINY));
    }

    /** Ollama goes on saying how far it is, many times a second, though nothing comes. */
    @Test
    void aPullThatGetsNoFurtherIsGivenUp() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream lines = exchange.getResponseBody();
            byte[] line =
                    "{\"status\":\"pulling 0123\",\"total\":9,\"completed\":4}\n".getBytes(StandardCharsets.UTF_8);
            while (over.getCount() > 0) {
                lines.write(line);
                lines.flush();
                Thread.onSpinWait();
            }
        });

        fails(ModelFault.DEADLINE_EXCEEDED, this::pull);

        assertThat(told).hasSize(1);
    }

    @Test
    void anEngineThatFallsSilentIsGivenUp() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        fails(ModelFault.DEADLINE_EXCEEDED, this::pull);
    }

    @Test
    void anEngineThatBreaksOffHasNotSucceeded() {
        answers(200, "{\"status\":\"pulling manifest\"}\n");

        fails(ModelFault.ENGINE_UNREACHABLE, this::pull);
    }

    @Test
    void nobodyThereIsUnreachable() {
        server.stop(0);

        fails(ModelFault.ENGINE_UNREACHABLE, () -> client.tags(engine()));
        fails(ModelFault.ENGINE_UNREACHABLE, this::pull);
    }

    private void pull() throws Exception {
        client.pull(engine(), TINY, false, told::add);
    }

    private URI engine() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answers(int status, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static void fails(ModelFault fault, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.fault()).as(e.toString()).isEqualTo(fault));
    }
}
