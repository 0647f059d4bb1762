package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ObservedContainer;

/** Real faults on a real engine: each is noticed within 15 s, and the miner generates again within 30 s. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetFaultsTest {

    private static final Duration NOTICED = Duration.ofSeconds(15);
    private static final Duration REPAIRED = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private FleetBed fleet;

    @BeforeAll
    void open() throws SQLException {
        fleet = FleetBed.open();
        fleet.book.add(fleet.miner("tiny", 5));
        fleet.look();
    }

    @AfterAll
    void close() throws EngineException {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    void aKilledMinerIsReplaced() throws Exception {
        repaired(0, "ended by signal 9", container -> fleet.engine.containers().signal(container.id(), "KILL"));
    }

    @Test
    void aPausedMinerIsReplaced() throws Exception {
        repaired(1, "paused", container -> fleet.engine.containers().pause(container.id()));
    }

    /** Its port stays open: the kernel takes connections for it. */
    @Test
    void aHangingMinerIsReplaced() throws Exception {
        repaired(
                2,
                "generates nothing within",
                container -> fleet.engine.containers().signal(container.id(), "STOP"));
    }

    @Test
    void aMinerThatUsesTooMuchMemoryIsReplaced() throws Exception {
        repaired(3, "out of memory", FleetFaultsTest::sendMoreThanItCanHold);
    }

    @Test
    void aMinerThatSomebodyRemovedIsMadeAgain() throws Exception {
        ReplicaKey key = new ReplicaKey("tiny", 4);
        ObservedContainer before = ready(key);

        fleet.engine.containers().remove(before.id());

        await().atMost(REPAIRED).until(() -> isAnother(key, before) && fleet.isReady(key));
    }

    private void repaired(int ordinal, String why, Fault fault) throws Exception {
        ReplicaKey key = new ReplicaKey("tiny", ordinal);
        ObservedContainer before = ready(key);
        Instant start = Instant.now();

        fault.strike(before);

        await().atMost(NOTICED).until(() -> fleet.record(key).failedContainer().equals(before.id()));
        assertThat(fleet.record(key).failures()).isEqualTo(1);
        assertThat(fleet.record(key).lastFailure()).contains(why);
        Duration noticed = Duration.between(start, Instant.now());
        await().atMost(REPAIRED.minus(noticed)).until(() -> isAnother(key, before) && fleet.isReady(key));
    }

    private ObservedContainer ready(ReplicaKey key) {
        await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady(key));
        return fleet.container(key).orElseThrow();
    }

    private boolean isAnother(ReplicaKey key, ObservedContainer before) {
        return fleet.container(key).filter(now -> !now.id().equals(before.id())).isPresent();
    }

    /** More than the container's limit, in one request that the engine reads whole. */
    private static void sendMoreThanItCanHold(ObservedContainer container) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            byte[] block = new byte[1 << 20];
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + container.address().orElseThrow() + ":11434/api/generate"))
                    .timeout(NOTICED)
                    .POST(BodyPublishers.ofByteArrays(Collections.nCopies(400, block)))
                    .build();
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            // It died over it, as it should; the caller looks at what is left.
            assertThat(container.address()).isPresent();
        }
    }

    private interface Fault {
        void strike(ObservedContainer container) throws Exception;
    }
}
