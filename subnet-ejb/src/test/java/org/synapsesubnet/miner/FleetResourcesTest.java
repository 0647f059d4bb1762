package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.resources.Measure;
import org.synapsesubnet.miner.resources.Slot;
import org.synapsesubnet.miner.resources.Spread;

/** A miner on a real engine is seen at work. */
class FleetResourcesTest {

    private static final ReplicaKey KEY = new ReplicaKey("tiny", 0);

    @Test
    void whatAMinerUsesIsKeptAndShown() throws Exception {
        try (FleetBed fleet = FleetBed.open()) {
            fleet.book.add(fleet.miner("tiny", 1));
            fleet.look();
            await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady(KEY));
            ObservedContainer container = fleet.container(KEY).orElseThrow();

            generate(container);

            await().atMost(Duration.ofSeconds(20)).until(() -> most(fleet, Measure.CPUS) > 0.1);
            assertThat(most(fleet, Measure.CPUS)).isLessThan(1.5);
            assertThat(most(fleet, Measure.MEMORY)).isBetween(16e6, 192e6 * 1.1);
            assertThat(most(fleet, Measure.PIDS)).isBetween(5.0, 100.0);
            await().atMost(Duration.ofSeconds(20)).until(() -> most(fleet, Measure.SENT) > 1000);
            Gauge memory = fleet.meters
                    .get("synapse.fleet.memory")
                    .tag("synapse.miner", "tiny")
                    .gauge();
            assertThat(memory.value()).isGreaterThan(16e6);

            // Figures go on with the container that takes its place.
            fleet.engine.containers().remove(container.id());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> fleet.container(KEY)
                                    .filter(now -> !now.id().equals(container.id()))
                                    .isPresent()
                            && fleet.isReady(KEY));
            Instant replaced = Instant.now();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            slots(fleet).stream().anyMatch(slot -> slot.start().isAfter(replaced)));
        }
    }

    private static double most(FleetBed fleet, Measure measure) throws SQLException {
        return slots(fleet).stream()
                .map(slot -> slot.of(measure))
                .filter(spread -> spread != null)
                .mapToDouble(Spread::most)
                .max()
                .orElse(0);
    }

    private static List<Slot> slots(FleetBed fleet) throws SQLException {
        fleet.resources.beat();
        return fleet.history.read("tiny", fleet.history.resolutions().getFirst(), Instant.EPOCH, Instant.now(), 10_000);
    }

    private static void generate(ObservedContainer container) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String question = """
                    {"model": "%s", "prompt": "Once upon a time", "options": {"num_predict": 200}}""".formatted(EngineImage.MODEL);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + container.address().orElseThrow() + ":11434/api/generate"))
                    .POST(BodyPublishers.ofString(question))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
