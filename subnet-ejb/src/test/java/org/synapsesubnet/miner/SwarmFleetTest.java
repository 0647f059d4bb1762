package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.docker.PrivateSwarm;

/** Miners as services of a swarm: it restarts what ends, and we replace what hangs. */
class SwarmFleetTest {

    private static final ReplicaKey TINY = new ReplicaKey("tiny", 0);
    private static final Duration REPAIRED = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void aMinerIsKeptTogetherWithTheSwarm() throws Exception {
        try (PrivateSwarm swarm = new PrivateSwarm(folder);
                FleetBed fleet =
                        new FleetBed(swarm::engine, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")) {
            fleet.book.add(fleet.miner("tiny", 1));
            fleet.look();
            await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady(TINY));
            ObservedContainer first = fleet.container(TINY).orElseThrow();

            fleet.engine.containers().signal(first.id(), "KILL");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> fleet.record(TINY).state() == ReplicaState.STARTING);
            await().atMost(REPAIRED).until(() -> fleet.isReady(TINY));
            assertThat(fleet.container(TINY).orElseThrow().id())
                    .as("the swarm restarted the task of the same service")
                    .isEqualTo(first.id());
            assertThat(fleet.record(TINY).failures()).isZero();

            fleet.engine.containers().signal(first.id(), "STOP");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> fleet.record(TINY).failedContainer().equals(first.id()));
            assertThat(fleet.record(TINY).lastFailure()).contains("generates nothing within");
            await().atMost(REPAIRED)
                    .until(() -> fleet.container(TINY)
                                    .filter(now -> !now.id().equals(first.id()))
                                    .isPresent()
                            && fleet.isReady(TINY));

            fleet.book.remove("tiny");
            await().atMost(REPAIRED).until(() -> fleet.containers().isEmpty());
            // Containers of tasks that are over go a while after their service.
            await().atMost(REPAIRED).ignoreExceptions().until(() -> removed(fleet, fleet.ownership.models("tiny")));
        }
    }

    private static boolean removed(FleetBed fleet, String volume) throws EngineException {
        fleet.engine.volumes().remove(volume);
        return true;
    }
}
