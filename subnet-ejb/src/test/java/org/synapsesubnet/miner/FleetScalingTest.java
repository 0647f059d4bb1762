package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.miner.scaling.LoadReading;
import org.synapsesubnet.miner.scaling.LoadRows;
import org.synapsesubnet.miner.scaling.ScalingFile;
import org.synapsesubnet.miner.scaling.ScalingPolicy;
import org.synapsesubnet.miner.scaling.ScalingRound;
import org.synapsesubnet.miner.scaling.ScalingRows;
import org.synapsesubnet.miner.scaling.SleepingMiners;

/** A miner on a real engine grows under load, falls asleep when nobody asks for it, and wakes again. */
class FleetScalingTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ReplicaKey FIRST = new ReplicaKey("tiny", 0);
    private static final ReplicaKey SECOND = new ReplicaKey("tiny", 1);
    private static final ScalingPolicy POLICY = new ScalingPolicy(
            0,
            2,
            Duration.ofMillis(500),
            0,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private LoadReading load = LoadReading.NONE;

    @Test
    void aMinerGrowsSleepsAndWakes() throws Exception {
        try (FleetBed fleet = FleetBed.open()) {
            fleet.book.add(fleet.miner("tiny", 1));
            fleet.look();
            await().atMost(SOON).until(() -> fleet.isReady(FIRST));
            String container = fleet.container(FIRST).orElseThrow().id();
            InstantSource held = () -> now;
            ScalingRows rows = new ScalingRows(fleet.database);
            LoadRows past = new LoadRows(fleet.database);
            Replicas replicas = new Replicas(fleet.database, Clock.systemUTC(), host -> fleet.lookNow());
            ScalingRound round = new ScalingRound(rows, past, replicas, miner -> Optional.of(load), held);
            assertThat(rows.put("tiny", POLICY, 0)).isTrue();

            load = new LoadReading(1, 2, 2, 4, 1, 2500, 100);
            repeat(round, 10);
            await().atMost(SOON).until(() -> fleet.isReady(SECOND));
            assertThat(file(rows).change()).contains("requests waited 2500 ms on average over 20 s");
            // The one that was there serves on, and an operator's entity tag is still good.
            assertThat(fleet.container(FIRST).orElseThrow().id()).isEqualTo(container);
            assertThat(fleet.isReady(FIRST)).isTrue();
            assertThat(fleet.rows.miner("tiny").orElseThrow().revision()).isEqualTo(1);

            load = new LoadReading(2, 4, 1, 0, 1, 0, 100);
            repeat(round, 20);
            await().atMost(SOON).until(() -> fleet.containers().size() == 1);
            assertThat(fleet.container(FIRST).orElseThrow().id()).isEqualTo(container);

            load = new LoadReading(1, 2, 0, 0, 0, 0, 0);
            repeat(round, 30);
            await().atMost(SOON).until(() -> fleet.containers().isEmpty());
            assertThat(file(rows).change()).isEqualTo("nobody asked for it for 120 s");
            assertThat(file(rows).reason()).isEqualTo("asleep until somebody asks for it");

            SleepingMiners sleepers = new SleepingMiners(rows, past, replicas, held, System::nanoTime);
            assertThat(sleepers.models()).containsExactly("tiny:latest");
            assertThat(sleepers.wake("other")).isFalse();
            assertThat(sleepers.wake("tiny")).isTrue();
            await().atMost(SOON).until(() -> fleet.isReady(FIRST));
            assertThat(file(rows).change()).isEqualTo("woken by a request for tiny:latest");
            repeat(round, 20);
            assertThat(fleet.rows.miner("tiny").orElseThrow().replicas()).isEqualTo(1);
        }
    }

    private void repeat(ScalingRound round, int times) {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(5);
            round.run();
        }
    }

    private static ScalingFile file(ScalingRows rows) throws SQLException {
        return rows.file("tiny").orElseThrow();
    }
}
