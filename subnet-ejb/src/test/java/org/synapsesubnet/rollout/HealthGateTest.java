package org.synapsesubnet.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synapsesubnet.api.rollout.RolloutState;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.miner.ReplicaKey;
import org.synapsesubnet.miner.ReplicaRecord;
import org.synapsesubnet.miner.ReplicaState;

class HealthGateTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final RolloutPlan PLAN =
            new RolloutPlan(List.of(10, 50, 100), Duration.ofSeconds(30), Duration.ofSeconds(300), 1);

    @Test
    void aWaveIsItsShareRoundedUp() {
        assertThat(PLAN.replicas(0, 5)).isEqualTo(1);
        assertThat(PLAN.replicas(1, 5)).isEqualTo(3);
        assertThat(PLAN.replicas(2, 5)).isEqualTo(5);
        assertThat(PLAN.replicas(0, 1000)).isEqualTo(100);
        assertThat(PLAN.replicas(0, 0)).isZero();
    }

    @Test
    void aWaveThatIsWellBeginsToSoak() {
        assertThat(judge(null, 0, replica(0, ReplicaState.READY, 0), replica(1, ReplicaState.BUSY, 0)))
                .isEqualTo(new Decision.Wait("all of the wave are well, for 30 s more", NOON));
    }

    @Test
    void aWaveThatHasSoakedLongEnoughHasProvedItself() {
        Instant since = NOON.minusSeconds(29);
        assertThat(judge(since, 100, replica(0, ReplicaState.READY, 0))).isInstanceOf(Decision.Wait.class);
        assertThat(judge(NOON.minusSeconds(30), 100, replica(0, ReplicaState.READY, 0)))
                .isEqualTo(new Decision.Advance());
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "DEGRADED", "UNHEALTHY", "STOPPED"})
    void aReplicaThatIsNotWellEndsTheSoakAndThenTheRollout(ReplicaState state) {
        assertThat(judge(NOON.minusSeconds(20), 300, replica(0, ReplicaState.READY, 0), replica(1, state, 0)))
                .isEqualTo(new Decision.Wait("replica 1 is " + state.text() + ": so it is", null));
        assertThat(judge(NOON.minusSeconds(20), 301, replica(0, ReplicaState.READY, 0), replica(1, state, 0)))
                .isInstanceOfSatisfying(
                        Decision.TakeBack.class,
                        back -> assertThat(back.why()).startsWith("not all were well within 300 s: replica 1"));
    }

    @Test
    void moreFailuresThanToleratedTakeItBack() {
        assertThat(judge(null, 0, replica(0, ReplicaState.READY, 1), replica(1, ReplicaState.READY, 0)))
                .isInstanceOf(Decision.Wait.class);
        assertThat(judge(null, 0, replica(0, ReplicaState.READY, 1), replica(1, ReplicaState.READY, 1)))
                .isEqualTo(
                        new Decision.TakeBack("2 failures, 1 are tolerated; the last of replica 1: ended with code 1"));
    }

    @Test
    void aLostHostIsNotTheReleasesFault() {
        assertThat(judge(null, 10_000, replica(0, ReplicaState.LOST, 0))).isInstanceOf(Decision.Excuse.class);
    }

    @Test
    void nobodyProvesNothing() {
        assertThat(judge(NOON.minusSeconds(500), 1000)).isInstanceOf(Decision.Wait.class);
    }

    private static Decision judge(@Nullable Instant wellSince, int waveAge, ReplicaRecord... turned) {
        var leg = new Rollout.Leg("1.0.0", new ImageReference("sha256:" + "0".repeat(64)));
        var rollout = new Rollout(
                "tiny",
                1,
                leg,
                leg,
                PLAN,
                0,
                RolloutState.RUNNING,
                "",
                NOON.minusSeconds(waveAge),
                wellSince,
                "boss",
                NOON,
                NOON);
        return HealthGate.judge(rollout, List.of(turned), NOON);
    }

    private static ReplicaRecord replica(int ordinal, ReplicaState state, int failures) {
        return new ReplicaRecord(
                new ReplicaKey("tiny", ordinal),
                1,
                state,
                "so it is",
                failures,
                Instant.EPOCH,
                "",
                failures == 0 ? "" : "ended with code 1");
    }
}
