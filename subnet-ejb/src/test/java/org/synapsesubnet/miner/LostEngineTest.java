package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.PrivateDockerd;

/** A daemon that is stopped and started: its miners are lost within 15 s, and generate again within 30 s. */
class LostEngineTest {

    private static final List<ReplicaKey> BOTH = List.of(new ReplicaKey("tiny", 0), new ReplicaKey("tiny", 1));

    @TempDir
    private Path folder;

    @Test
    void minersComeBackWithTheirEngine() throws Exception {
        try (PrivateDockerd dockerd = new PrivateDockerd(folder)) {
            dockerd.start();
            try (FleetBed fleet = new FleetBed(
                            EngineSettings.local(dockerd.socket()),
                            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                    .withAxons(folder.resolve("keys"))) {
                fleet.book.add(fleet.miner("tiny", 2));
                fleet.look();
                await().atMost(Duration.ofSeconds(60)).until(() -> BOTH.stream().allMatch(fleet::isReady));

                dockerd.stop();
                await().atMost(Duration.ofSeconds(15))
                        .until(() ->
                                BOTH.stream().allMatch(key -> fleet.record(key).state() == ReplicaState.LOST));

                dockerd.start();
                await().atMost(Duration.ofSeconds(30)).until(() -> BOTH.stream().allMatch(fleet::isReady));
                assertThat(BOTH.stream().map(key -> fleet.record(key).failures()))
                        .as("containers that end with their engine haven't failed")
                        .containsOnly(0);
            }
        }
    }
}
