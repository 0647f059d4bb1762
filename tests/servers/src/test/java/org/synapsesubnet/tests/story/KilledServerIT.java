package org.synapsesubnet.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.tests.support.FreePort;

/**
 * The whole application is killed while an epoch is in each of its phases, and its fleet in whatever state it is.
 * Whatever was begun is finished: no epoch is lost, none is settled twice, each commitment is revealed once, and the
 * engine has what the fleet needs and nothing else.
 */
class KilledServerIT {

    private static final Path WORK = Path.of(System.getProperty("synapse.tests.work", "target/story"));

    /** Long enough that a start doesn't use up the time for challenges, as the ledger's blocks come earlier than ours. */
    private static final int TEMPO = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(200);

    /** After which phase of some epoch each kill comes. */
    private static final List<String> PHASES = List.of("open", "challenged", "committed", "revealed", "settled");

    private @Nullable RunningSubnet running;
    private Optional<KilledFleet> fleet = Optional.empty();

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (running != null) {
            running.close();
        }
        if (fleet.isPresent()) {
            fleet.get().close();
        }
    }

    @Test
    void anEpochSurvivesTheDeathOfTheServerInEveryPhase() throws Exception {
        Files.createDirectories(WORK);
        Path home = Files.createTempDirectory(WORK.toAbsolutePath(), "killed-");
        fleet = KilledFleet.with(home);
        int port = FreePort.find();
        start(home, port);
        // Without a permit no epoch gets further than its scores, and permits come with a settlement.
        await("the permit")
                .atMost(PATIENCE)
                .until(() -> subnet().json("/leaderboard")
                        .path("validators")
                        .path(0)
                        .path("permit")
                        .asBoolean());
        long first = subnet().json("/chain").path("epoch").asLong();
        if (fleet.isPresent()) {
            fleet.get().add(subnet());
        }

        for (String phase : PHASES) {
            await(phase).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> reached(phase, first));
            if (fleet.isPresent()) {
                fleet.get().change(subnet());
            }
            subnet().server().destroyForcibly();
            assertThat(subnet().exitCode()).isNotZero();
            start(home, port);
        }

        await("the first of these epochs to be settled").atMost(PATIENCE).until(() -> reached("settled", first));
        requireEachEpochOnce(first);
        if (fleet.isPresent()) {
            fleet.get().requireWhole(subnet());
            fleet.get().remove(subnet());
        }
    }

    private void start(Path home, int port) throws IOException {
        Map<String, String> settings =
                new HashMap<>(fleet.map(KilledFleet::settings).orElse(Map.of()));
        settings.put("SYNAPSE_CHAIN_TEMPO", String.valueOf(TEMPO));
        running = RunningSubnet.start(home, port, settings);
    }

    private RunningSubnet subnet() {
        return Objects.requireNonNull(running, "nothing was started");
    }

    /** Whether the watched epoch is in this phase or beyond it. */
    private boolean reached(String phase, long epoch) throws IOException, InterruptedException {
        List<String> order = List.of("open", "challenged", "scored", "committed", "revealed", "settled");
        JsonNode found = epochOrMissing(epoch);
        assertThat(found.path("note").asText()).as("epoch %d", epoch).isEmpty();
        return order.indexOf(found.path("phase").asText()) >= order.indexOf(phase);
    }

    private JsonNode epochOrMissing(long epoch) throws IOException, InterruptedException {
        for (JsonNode one : subnet().json("/epochs").path("epochs")) {
            if (one.path("epoch").asLong() == epoch) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private void requireEachEpochOnce(long first) throws IOException, InterruptedException {
        JsonNode watched = subnet().json("/epochs/" + first);
        assertThat(watched.path("phase").asText()).isEqualTo("settled");
        long last = subnet().json("/chain").path("epoch").asLong();
        Map<Long, Integer> rows = new HashMap<>();
        subnet().json("/epochs")
                .path("epochs")
                .forEach(epoch -> rows.merge(epoch.path("epoch").asLong(), 1, Integer::sum));
        for (long epoch = first; epoch < last; epoch++) {
            assertThat(rows).as("epoch %d", epoch).containsEntry(epoch, 1);
        }
        JsonNode validator = subnet().json("/leaderboard").path("validators").path(0);
        assertThat(validator.path("missedReveals").asInt()).isZero();
        JsonNode pay =
                subnet().json("/neurons/" + validator.path("hotkey").asText()).path("pay");
        Map<Long, Integer> paid = new HashMap<>();
        pay.forEach(epoch -> paid.merge(epoch.path("epoch").asLong(), 1, Integer::sum));
        assertThat(paid.values()).containsOnly(1);
    }
}
