package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.tls.PinnedCertificate;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ObservedContainer;

/** A host whose containers' own addresses count as out of reach: its engines are asked through their axons. */
class RemoteHealthTest {

    private static final ReplicaKey KEY = new ReplicaKey("tiny", 0);

    @TempDir
    private Path folder;

    @Test
    void anEngineThatHangsBehindItsAxonIsReplaced() throws Exception {
        try (FleetBed fleet = FleetBed.open().withAxons(folder)) {
            fleet.book.add(fleet.miner(KEY.miner(), 1));
            fleet.look(elsewhere());
            await().atMost(Duration.ofSeconds(90)).until(() -> fleet.isReady(KEY));
            ObservedContainer engine = fleet.container(KEY).orElseThrow();
            ObservedContainer axon = fleet.container(KEY, Part.AXON).orElseThrow();
            assertThat(metrics(fleet, axon)).containsPattern("completion\"} [1-9]");

            fleet.engine.containers().signal(engine.id(), "STOP");

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> fleet.record(KEY).failedContainer().equals(engine.id()));
            assertThat(fleet.record(KEY).lastFailure()).contains("generates nothing within");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> fleet.isReady(KEY)
                            && fleet.container(KEY)
                                    .filter(now -> !now.id().equals(engine.id()))
                                    .isPresent());
            assertThat(fleet.container(KEY, Part.AXON).orElseThrow().id()).isEqualTo(axon.id());
        }
    }

    private HostAddress elsewhere() {
        return new HostAddress(
                FleetBed.HOST,
                new HostPlace.Docker(new EngineSettings(
                        URI.create("tcp://127.0.0.1:2376"),
                        Optional.of(folder),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5))));
    }

    private static String metrics(FleetBed fleet, ObservedContainer axon) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(PinnedCertificate.contextFor(
                        fleet.keys().of(KEY.fileName()).certificate()))
                .build()) {
            URI metrics = URI.create("https://127.0.0.1:" + axon.ports().get(AxonBlueprint.PORT) + "/metrics");
            return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
