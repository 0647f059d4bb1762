package org.synapsesubnet.tests.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.synapsesubnet.tests.support.FreePort;

/** The application comes and goes while Payara Micro stays: nothing of it is left behind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PayaraMicroRedeployIT {

    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);
    private static final String LOADER = "org.glassfish.web.loader.WebappClassLoader";

    /** The server's pool timer holds on to its last task, and so to the pool and the application it was for. */
    private static final int HELD_BY_THE_SERVER = 1;

    /** Rounds until the application that the server may hold is among what is measured. */
    private static final int ROUNDS_TO_SETTLE = 3;

    /** By how much a heap differs from round to round; an application left behind costs from 13 MB on, each time. */
    private static final long NOISE_MEGABYTES = 8;

    /** Of the connector's log. */
    private static final String CLOSED = "SYN004001";

    private static final String ABANDONED = "SYN004005";
    private static final String NOT_CLEANLY = "SYN004006";
    private static final String CONNECTOR = "chain-connector";
    private static final String APPLICATION = "subnet";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestMiner miner;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static RedeployedServer server;

    @BeforeAll
    static void start() throws Exception {
        miner = TestMiner.start();
        server = RedeployedServer.start(FreePort.findAfter(miner.port()), miner.gatewayEntry());
        server.deploy(CONNECTOR, System.getProperty("synapse.launcher.connector"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        miner.close();
    }

    @Test
    @Order(1)
    void fiveRoundsOfDeploymentLeaveNoClassLoaderAndNoHeapBehind() throws Exception {
        List<LiveHeap> left = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            server.deploy(APPLICATION, System.getProperty("synapse.launcher.application"));
            if (round == 1) {
                describe();
            }
            use();
            assertThat(server.undeploy(APPLICATION)).as("undeployment " + round).isLessThan(TIME_TO_STOP);
            left.add(server.heap());
        }

        LiveHeap first = left.getFirst();
        LiveHeap last = left.getLast();
        assertThat(last.instancesOf(LOADER))
                .as(
                        "class loaders after each round: %s",
                        left.stream().map(heap -> heap.instancesOf(LOADER)).toList())
                .isBetween(1L, first.instancesOf(LOADER) + HELD_BY_THE_SERVER);
        // The application that the server may hold need not be there after the first round already: a leak grows
        // beyond.
        long settled = left.subList(0, ROUNDS_TO_SETTLE).stream()
                .mapToLong(LiveHeap::megabytes)
                .max()
                .orElseThrow();
        assertThat(last.megabytes())
                .as(
                        "heap in MB after each round: %s",
                        left.stream().map(LiveHeap::megabytes).toList())
                .isLessThanOrEqualTo(settled + NOISE_MEGABYTES);
    }

    /**
     * Done once: the document takes the server some 150 types to write, and pushes the application's out of Jackson's
     * cache of the last 200. Asked in each round, it would hide that the cache keeps them.
     */
    private static void describe() {
        await("the API's description")
                .atMost(PATIENCE)
                .until(() -> server.face().get("/openapi").statusCode() == 200);
    }

    /** All other faces, so that whatever keeps something for later has had its chance. */
    private static void use() {
        Face face = server.face();
        await("readiness").atMost(PATIENCE).until(() -> face.get("/ops/ready").statusCode() == 200);
        await("the model")
                .atMost(PATIENCE)
                .until(() -> face.getAsOperator("/v1/models").body().contains("tiny:latest"));
        for (StreamedQuestion question : StreamedQuestion.values()) {
            try (Stream<String> answer = question.ask(face, 4)) {
                assertThat(answer.count()).isGreaterThan(2);
            } catch (Exception e) {
                throw new AssertionError("No answer to " + question, e);
            }
        }
        assertThat(Stream.of("/status", "/login.xhtml", "/ops/prometheus", "/metrics"))
                .allSatisfy(path -> assertThat(face.get(path).statusCode()).isEqualTo(200));
        assertThat(Stream.of("/modules", "/access/keys"))
                .allSatisfy(path ->
                        assertThat(face.getAsOperator(path).statusCode()).isEqualTo(200));
    }

    @Test
    @Order(2)
    void theConnectorStopsInTimeWhileItDeliversBlocks() throws Exception {
        server.deploy(APPLICATION, System.getProperty("synapse.launcher.application"));
        await("readiness")
                .atMost(PATIENCE)
                .until(() -> server.face().get("/ops/ready").statusCode() == 200);

        Duration stopping = server.undeploy(APPLICATION).plus(server.undeploy(CONNECTOR));

        assertThat(stopping).isLessThan(TIME_TO_STOP);
        assertThat(server.log()).contains(CLOSED).doesNotContain(ABANDONED, NOT_CLEANLY);
    }
}
