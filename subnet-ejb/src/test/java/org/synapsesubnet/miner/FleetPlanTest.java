package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.ObservedContainer.EngineHealth;
import org.synapsesubnet.miner.health.Verdict;

class FleetPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Ownership OURS = new Ownership(UUID.randomUUID());
    private static final BackOff BACK_OFF =
            new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), 3, Duration.ofMinutes(5));
    private static final ReplicaKey FIRST = new ReplicaKey("tiny", 0);

    private final FleetMiner miner = FleetBed.miner("tiny", 1, new ImageReference("sha256:" + "1".repeat(64)));
    private final Step newAxon = new Step.Create(miner, 0, Part.AXON);

    @Test
    void aReplicaWithoutContainerGetsOne() {
        assertThat(plan(List.of(miner.withReplicas(2)), List.of()))
                .containsExactly(new Step.Create(miner.withReplicas(2), 0), new Step.Create(miner.withReplicas(2), 1));
    }

    @Test
    void aContainerThatWasMadeAndNotStartedIsStarted() {
        assertThat(plan(List.of(miner), List.of(container(0, ContainerPhase.CREATED))))
                .containsExactly(new Step.Start(FIRST, "id0"));
    }

    @Test
    void whatIsAsItShallBeIsLeftAlone() {
        assertThat(plan(List.of(miner), List.of(container(0, ContainerPhase.RUNNING))))
                .isEmpty();
    }

    @Test
    void moreReplicasDoNotTouchThoseThatRun() {
        assertThat(plan(List.of(miner.withReplicas(2)), List.of(container(0, ContainerPhase.RUNNING))))
                .containsExactly(new Step.Create(miner.withReplicas(2), 1));
    }

    @Test
    void aContainerOfAnotherShapeGivesWay() {
        FleetMiner larger = miner.withLimits(new Limits(1 << 30, 1000, 100));

        assertThat(plan(List.of(larger), List.of(container(0, ContainerPhase.RUNNING))))
                .containsExactly(
                        new Step.Retire("id0", OURS.container(FIRST), "its miner has changed"),
                        new Step.Create(larger, 0));
    }

    @Test
    void nothingIsTouchedBeforeTheImageIsThere() {
        ImageReference next = new ImageReference("registry/tiny@sha256:" + "2".repeat(64));
        FleetMiner turned = miner.withCanary(new Canary(next, 1)).withReplicas(2);
        FleetPlan plan = new FleetPlan(OURS, BACK_OFF, Map.of(), Map.of(FIRST, Optional.of("round")), Set.of(next));

        List<Step> steps = plan.steps(List.of(turned), List.of(container(0, ContainerPhase.RUNNING)), Map.of(), NOW);

        assertThat(steps).as("the other one has its image").containsExactly(new Step.Create(turned, 1));
    }

    @Test
    void aReplicaThatWaitsForItsImageSaysSo() {
        Standing standing = new Standing(BACK_OFF);
        ReplicaRecord fresh = ReplicaRecord.fresh(FIRST, 1);

        assertThat(standing.awaiting(fresh, "pulling").reason()).isEqualTo("pulling");
        assertThat(standing.awaiting(fresh.standing(ReplicaState.UNHEALTHY, "ended"), "pulling"))
                .isEqualTo(fresh.standing(ReplicaState.STARTING, "pulling"));
        ReplicaRecord hopeless = fresh.standing(ReplicaState.STOPPED, "left alone");
        assertThat(standing.awaiting(hopeless, "pulling")).isEqualTo(hopeless);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContainerPhase.class,
            names = {"EXITED", "DEAD", "PAUSED"})
    void aContainerThatDoesNotRunIsReplaced(ContainerPhase phase) {
        assertThat(plan(List.of(miner), List.of(container(0, phase))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Replace.class, step -> assertThat(step.container()).isEqualTo("id0"));
    }

    @ParameterizedTest
    @EnumSource(Verdict.Finding.class)
    void onlyADeadEngineIsReplaced(Verdict.Finding finding) {
        FleetPlan plan = new FleetPlan(OURS, BACK_OFF, Map.of("id0", new Verdict(finding, "why")));

        List<Step> steps = plan.steps(List.of(miner), List.of(container(0, ContainerPhase.RUNNING)), Map.of(), NOW);

        assertThat(steps)
                .isEqualTo(
                        finding == Verdict.Finding.DEAD ? List.of(new Step.Replace(FIRST, "id0", "why")) : List.of());
    }

    @Test
    void aReplicaGetsAnEngineAndAnAxon() {
        assertThat(pair(Optional.of("round"))).containsExactly(new Step.Create(miner, 0), newAxon);
        assertThat(pair(Optional.of("round"), container(0, ContainerPhase.RUNNING)))
                .containsExactly(newAxon);
        assertThat(pair(
                        Optional.of("round"),
                        container(0, ContainerPhase.RUNNING),
                        axon("round", ContainerPhase.RUNNING)))
                .isEmpty();
        assertThat(pair(
                        Optional.of("round"),
                        container(0, ContainerPhase.RUNNING),
                        axon("round", ContainerPhase.CREATED)))
                .containsExactly(new Step.Start(FIRST, "axon", Part.AXON));
    }

    /** Replacing the one doesn't touch the other: neither uid nor model is lost with the other's container. */
    @Test
    void engineAndAxonAreReplacedEachByItself() {
        assertThat(pair(
                        Optional.of("square"),
                        container(0, ContainerPhase.RUNNING),
                        axon("round", ContainerPhase.RUNNING)))
                .containsExactly(
                        new Step.Retire("axon", OURS.container(FIRST, Part.AXON), "its miner has changed"), newAxon);
        assertThat(pair(
                        Optional.of("round"),
                        container(0, ContainerPhase.EXITED),
                        axon("round", ContainerPhase.RUNNING)))
                .containsExactly(new Step.Replace(FIRST, "id0", "ended"));
    }

    @Test
    void anAxonThatCannotBeMadeNowIsLeftAlone() {
        assertThat(pair(Optional.empty(), container(0, ContainerPhase.RUNNING))).isEmpty();
        assertThat(pair(Optional.empty(), container(0, ContainerPhase.RUNNING), axon("round", ContainerPhase.RUNNING)))
                .isEmpty();
    }

    @Test
    void anAxonWithoutItsReplicaIsTakenAway() {
        assertThat(plan(List.of(), List.of(axon("round", ContainerPhase.RUNNING))))
                .containsExactly(
                        new Step.Retire("axon", OURS.container(FIRST, Part.AXON), "its replica isn't wanted here"));
    }

    @Test
    void nobodyIsReadyBeforeItsAxonAnswers() {
        Standing standing = new Standing(BACK_OFF);
        ReplicaRecord fresh = ReplicaRecord.fresh(FIRST, 1);
        ReplicaRecord alone = fresh.standing(ReplicaState.READY, "");
        Verdict well = new Verdict(Verdict.Finding.WELL, "");
        ObservedContainer axon = axon("round", ContainerPhase.RUNNING);

        assertThat(standing.behind(fresh, alone, null, Verdict.NONE, "no axon").state())
                .isEqualTo(ReplicaState.STARTING);
        assertThat(standing.behind(fresh, alone, axon, Verdict.NONE, "no axon").state())
                .isEqualTo(ReplicaState.STARTING);
        assertThat(standing.behind(fresh, alone, axon, well, "no axon")).isEqualTo(alone);
        assertThat(standing.behind(alone, alone, axon, Verdict.NONE, "no axon"))
                .as("asked by a new watch")
                .isEqualTo(alone);
    }

    @Test
    void whatNobodyWantsIsTakenAway() {
        FleetMiner stopped = miner.withRunning(false);
        ObservedContainer stray = new ObservedContainer(
                "stray",
                "another-name",
                "sha256:1",
                OURS.labels(miner, 0),
                NOW,
                ContainerPhase.RUNNING,
                EngineHealth.UNKNOWN,
                Optional.empty());

        assertThat(plan(List.of(stopped), List.of(container(0, ContainerPhase.RUNNING))))
                .containsExactly(new Step.Retire("id0", OURS.container(FIRST), "its replica isn't wanted here"));
        assertThat(plan(List.of(), List.of(container(0, ContainerPhase.EXITED))))
                .containsExactly(new Step.Remove("id0", OURS.container(FIRST), "its replica isn't wanted here"));
        assertThat(plan(List.of(miner), List.of(container(0, ContainerPhase.RUNNING), stray)))
                .containsExactly(new Step.Remove("stray", "another-name", "not the name of a replica"));
    }

    @Test
    void aFailedReplicaRestsUntilItsTime() {
        ReplicaRecord failed = ReplicaRecord.fresh(FIRST, miner.revision())
                .failed("a", "why", BACK_OFF, NOW)
                .failed("b", "why", BACK_OFF, NOW);
        FleetPlan plan = new FleetPlan(OURS, BACK_OFF, Map.of());

        assertThat(plan.steps(List.of(miner), List.of(), Map.of(FIRST, failed), NOW.plusMillis(999)))
                .isEmpty();
        assertThat(plan.steps(List.of(miner), List.of(), Map.of(FIRST, failed), NOW.plusMillis(1000)))
                .containsExactly(new Step.Create(miner, 0));
    }

    @Test
    void aHopelessReplicaIsLeftAloneUntilItsMinerIsChanged() {
        ReplicaRecord hopeless = ReplicaRecord.fresh(FIRST, miner.revision())
                .failed("a", "why", BACK_OFF, NOW)
                .failed("b", "why", BACK_OFF, NOW)
                .failed("c", "why", BACK_OFF, NOW);
        FleetPlan plan = new FleetPlan(OURS, BACK_OFF, Map.of());
        FleetMiner changed = miner.withLimits(Limits.small());
        Instant muchLater = NOW.plus(Duration.ofDays(365));

        assertThat(plan.steps(List.of(miner), List.of(), Map.of(FIRST, hopeless), muchLater))
                .isEmpty();
        assertThat(plan.steps(List.of(changed), List.of(), Map.of(FIRST, hopeless), NOW))
                .containsExactly(new Step.Create(changed, 0));
        ReplicaRecord standing = new Standing(BACK_OFF).of(hopeless, null, Verdict.NONE);
        assertThat(standing.state()).isEqualTo(ReplicaState.STOPPED);
        assertThat(standing.reason()).isEqualTo("left alone after 3 failures in a row, the last: why");
    }

    @Test
    void oneContainerFailsOnce() {
        ReplicaRecord once = ReplicaRecord.fresh(FIRST, 1).failed("a", "why", BACK_OFF, NOW);

        assertThat(once.failed("a", "why", BACK_OFF, NOW.plusSeconds(9)).failures())
                .isEqualTo(1);
        assertThat(once.failed("", "no container", BACK_OFF, NOW).failures()).isEqualTo(2);
    }

    @Test
    void restsDoubleUpToTheLimit() {
        assertThat(List.of(1, 2, 3, 4, 8, 1_000_000).stream().map(BACK_OFF::pauseAfter))
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1));
    }

    private List<Step> pair(Optional<String> shape, ObservedContainer... containers) {
        return new FleetPlan(OURS, BACK_OFF, Map.of(), Map.of(FIRST, shape), Set.of())
                .steps(List.of(miner), List.of(containers), Map.of(), NOW);
    }

    private static ObservedContainer axon(String shape, ContainerPhase phase) {
        return new ObservedContainer(
                "axon",
                OURS.container(FIRST, Part.AXON),
                "sha256:2",
                OURS.axonLabels(FIRST, shape),
                NOW,
                phase,
                EngineHealth.UNKNOWN,
                Optional.empty());
    }

    private List<Step> plan(List<FleetMiner> miners, List<ObservedContainer> containers) {
        return new FleetPlan(OURS, BACK_OFF, Map.of()).steps(miners, containers, Map.of(), NOW);
    }

    private ObservedContainer container(int ordinal, ContainerPhase phase) {
        return new ObservedContainer(
                "id" + ordinal,
                OURS.container(new ReplicaKey("tiny", ordinal)),
                "sha256:1",
                OURS.labels(miner, ordinal),
                NOW,
                phase,
                EngineHealth.UNKNOWN,
                Optional.of("10.0.0.2"));
    }
}
