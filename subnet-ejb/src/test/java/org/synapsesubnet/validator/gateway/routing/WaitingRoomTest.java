package org.synapsesubnet.validator.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.miner.Replicas;
import org.synapsesubnet.miner.scaling.LoadRows;
import org.synapsesubnet.miner.scaling.ScalingRows;
import org.synapsesubnet.miner.scaling.SleepingMiners;
import org.synapsesubnet.validator.gateway.SleeperRows;

class WaitingRoomTest {

    private final AtomicLong nanos = new AtomicLong();
    private SleeperRows database;
    private WaitingRoom room;

    @BeforeEach
    void open() throws SQLException {
        database = new SleeperRows();
        database.add("tiny");
        SleepingMiners sleepers = new SleepingMiners(
                new ScalingRows(database.source()),
                new LoadRows(database.source()),
                new Replicas(database.source(), Clock.systemUTC(), host -> {}),
                Clock.systemUTC(),
                nanos::get);
        room = new WaitingRoom(sleepers, 1, Duration.ofSeconds(60), nanos::get);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void patienceEnds() throws Exception {
        try (WaitingRoom.Seat seat = room.enter("tiny:latest").orElseThrow()) {
            nanos.addAndGet(Duration.ofSeconds(59).toNanos());
            seat.requirePatience();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());

            assertThat(seat.await(Long.MAX_VALUE)).isTrue();
            assertThatThrownBy(seat::requirePatience).isInstanceOfSatisfying(WaitingRoom.NoSeatException.class, e -> {
                assertThat(e.error().message()).isEqualTo("The miner of 'tiny:latest' did not wake within 60 s");
                assertThat(e.error().status()).isEqualTo(503);
                assertThat(e.error().retryAfterSeconds()).isEqualTo(15);
            });
        }
        assertThat(room.taken()).isZero();
    }

    @Test
    void whoHasLeftLeavesNothing() throws Exception {
        WaitingRoom.Seat seat = room.enter("tiny").orElseThrow();
        assertThatThrownBy(() -> room.enter("tiny")).isInstanceOf(WaitingRoom.NoSeatException.class);

        seat.close();
        seat.close();

        assertThat(room.taken()).isZero();
        room.enter("tiny").orElseThrow().close();
    }

    /** It may have fallen asleep again while its request waited. */
    @Test
    void newsWakeAMinerAgain() throws Exception {
        try (WaitingRoom.Seat seat = room.enter("tiny").orElseThrow()) {
            assertThat(database.replicas("tiny")).isEqualTo(1);
            database.run("update fleet_miner set replicas = 0");
            nanos.addAndGet(Duration.ofSeconds(3).toNanos());

            room.news();

            assertThat(seat.await(Long.MAX_VALUE)).isTrue();
            assertThat(database.replicas("tiny")).isEqualTo(1);
        }
    }

    @Test
    void aMinerThatNeverSleepsIsNotWaitedFor() throws Exception {
        database.run("update fleet_scaling set floor_replicas = 1, idle_seconds = 0");

        assertThat(room.enter("tiny")).isEmpty();
        assertThat(room.serves("tiny:latest")).isFalse();
    }
}
