package org.synapsesubnet.miner.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.miner.AxonAt;
import org.synapsesubnet.miner.FleetMiner;

/** On the text that an axon serves. */
class AxonLoadTest {

    private static final FleetMiner MINER = new FleetMiner(
            "tiny",
            "here",
            new ImageReference("sha256:" + "0".repeat(64)),
            List.of("tiny"),
            2,
            new Limits(64 << 20, 1000, 100),
            0,
            2,
            true,
            Optional.empty(),
            1);

    private volatile String text = "";
    private List<AxonAt> axons = List.of();
    private final AxonLoad load = new AxonLoad(miner -> axons, Duration.ofSeconds(5));
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void countersTellWhatHappenedSince() throws SQLException {
        know(server.getAddress().getPort());
        text = metrics(4, 2, 1, 10, 1.5, 1000);
        assertThat(load.of(MINER)).contains(new LoadReading(1, 4, 2, 1, 0, 0, 0));

        text = metrics(4, 4, 3, 14, 3.5, 1250);
        assertThat(load.of(MINER)).contains(new LoadReading(1, 4, 4, 3, 4, 2000, 250));

        // Another process at the same address counts from zero.
        text = metrics(4, 1, 0, 2, 0.5, 40);
        assertThat(load.of(MINER)).contains(new LoadReading(1, 4, 1, 0, 2, 500, 40));
    }

    @Test
    void anAxonThatIsSilentDoesNotCount() throws IOException, SQLException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        know(server.getAddress().getPort(), nobody);
        text = metrics(2, 1, 0, 10, 0, 0);

        assertThat(load.of(MINER)).contains(new LoadReading(1, 2, 1, 0, 0, 0, 0));
    }

    @Test
    void withoutAnyAxonAnotherSourceIsAsked() throws SQLException {
        SeenLoad seen = new SeenLoad(() -> 0);
        seen.tell("tiny", new LoadTotals(1, 2, 1, 0, 5, 100, 50));
        Load first = new FirstLoad(List.of(load, seen));
        assertThat(first.of(MINER)).contains(new LoadReading(1, 2, 1, 0, 0, 0, 0));

        seen.tell("tiny:latest", new LoadTotals(1, 2, 2, 1, 7, 900, 90));
        assertThat(first.of(MINER)).contains(new LoadReading(1, 2, 2, 1, 2, 800, 40));
    }

    private void know(int... ports) {
        axons = IntStream.of(ports)
                .mapToObj(port -> new AxonAt(URI.create("http://127.0.0.1:" + port), client))
                .toList();
    }

    private static String metrics(int slots, int busy, int queued, int begun, double waited, int tokens) {
        return """
                # HELP synapse_axon_answers_total Answers by how they ended.
                # TYPE synapse_axon_answers_total counter
                synapse_axon_answers_total{outcome="finished"} 9
                # HELP synapse_axon_tokens_total Tokens as counted by the engine.
                # TYPE synapse_axon_tokens_total counter
                synapse_axon_tokens_total{kind="prompt"} 77
                synapse_axon_tokens_total{kind="completion"} %d
                # TYPE synapse_axon_slots gauge
                synapse_axon_slots %d
                synapse_axon_slots_busy %d
                synapse_axon_queue_bound 64
                synapse_axon_queue_depth %d
                # TYPE synapse_axon_queue_wait_seconds histogram
                synapse_axon_queue_wait_seconds_bucket{le="0.001"} 1
                synapse_axon_queue_wait_seconds_bucket{le="+Inf"} %d
                synapse_axon_queue_wait_seconds_sum %s
                synapse_axon_queue_wait_seconds_count %d
                """.formatted(tokens, slots, busy, queued, begun, waited, begun);
    }
}
