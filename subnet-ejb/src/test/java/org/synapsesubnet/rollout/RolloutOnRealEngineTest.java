package org.synapsesubnet.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.api.rollout.RolloutState;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.FleetBed;
import org.synapsesubnet.miner.Turnover;
import org.synapsesubnet.registrar.ReleaseUses;
import org.synapsesubnet.registrar.Shelf;

/** A deployment of four containers on a real engine goes to a good release, and comes back from a broken one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RolloutOnRealEngineTest {

    private static final String MODULE = "tiny-module";
    private static final String NAME = "tiny";
    private static final int REPLICAS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RolloutPlan PLAN =
            new RolloutPlan(List.of(25, 100), Duration.ofSeconds(1), Duration.ofSeconds(90), 0);

    private final Shelf shelf = new Shelf();

    @SuppressWarnings("NullAway.Init")
    private FleetBed fleet;

    @SuppressWarnings("NullAway.Init")
    private DeploymentRows deployments;

    @SuppressWarnings("NullAway.Init")
    private RolloutRows rollouts;

    @SuppressWarnings("NullAway.Init")
    private Rollout.Leg first;

    @SuppressWarnings("NullAway.Init")
    private Rollout.Leg second;

    @SuppressWarnings("NullAway.Init")
    private Rollout.Leg broken;

    @BeforeAll
    void install() throws SQLException {
        fleet = FleetBed.open();
        deployments = new DeploymentRows(fleet.database());
        rollouts = new RolloutRows(fleet.database());
        first = new Rollout.Leg("1.0.0", EngineImage.on(fleet.engine));
        second = new Rollout.Leg("1.1.0", EngineImage.on(fleet.engine, "--parallel", "3"));
        broken = new Rollout.Leg("1.2.0", EngineImage.on(fleet.engine, "--no-such-option"));
        shelf.register(MODULE);
        for (Rollout.Leg leg : List.of(first, second, broken)) {
            shelf.published(MODULE, leg.version());
        }
        use(first, false);
        deployments.insert(new Deployment(NAME, MODULE, first.version(), "", "boss", Instant.now()));
        fleet.add(FleetBed.miner(NAME, REPLICAS, first.image()));
        fleet.look();
        await().atMost(PATIENCE)
                .until(() -> images().equals(Map.of(first.image().text(), REPLICAS)));
    }

    @AfterAll
    void close() throws EngineException {
        shelf.close();
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    @Order(1)
    void aGoodReleaseGoesFromTheCanaryToAll() throws Exception {
        begin(first, second);

        advanceUntil(() -> images().getOrDefault(second.image().text(), 0) == 1);
        assertThat(images().get(first.image().text()))
                .as("while the canary is tried")
                .isEqualTo(REPLICAS - 1);
        advanceUntil(() -> latest().state() == RolloutState.DONE);

        assertThat(images()).isEqualTo(Map.of(second.image().text(), REPLICAS));
        assertThat(deployments.find(NAME).orElseThrow().version()).isEqualTo(second.version());
        assertThat(deployments.find(NAME).orElseThrow().previous()).isEqualTo(first.version());
    }

    @Test
    @Order(2)
    void whatRunsCanNotBeYanked() {
        assertThatThrownBy(() -> shelf.become(MODULE, second.version(), ReleaseState.YANKED))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("deployment " + NAME);
    }

    @Test
    @Order(3)
    void aPausedOneStaysInItsWave() throws Exception {
        begin(second, first);
        advanceUntil(() -> images().getOrDefault(first.image().text(), 0) == 1);
        rollouts.save(latest().become(RolloutState.PAUSED, "", Instant.now()));

        advanceUntil(() -> latest().reason().startsWith("paused"));
        assertThat(images())
                .isEqualTo(Map.of(first.image().text(), 1, second.image().text(), REPLICAS - 1));

        rollouts.save(latest().become(RolloutState.ROLLING_BACK, "asked", Instant.now()));
        advanceUntil(() -> latest().state() == RolloutState.ROLLED_BACK);
        await().atMost(PATIENCE)
                .until(() -> images().equals(Map.of(second.image().text(), REPLICAS)));
    }

    @Test
    @Order(4)
    void aBrokenReleaseGoesBackByItself() throws Exception {
        begin(second, broken);

        advanceUntil(() -> latest().state() == RolloutState.ROLLED_BACK);

        assertThat(latest().reason()).contains("1 failures, 0 are tolerated", "ended with code");
        assertThat(latest().wave()).as("no further than the canary").isZero();
        await().atMost(PATIENCE)
                .until(() -> images().equals(Map.of(second.image().text(), REPLICAS)));
        assertThat(deployments.find(NAME).orElseThrow().version()).isEqualTo(second.version());
        shelf.become(MODULE, broken.version(), ReleaseState.YANKED);
    }

    private void begin(Rollout.Leg from, Rollout.Leg to) throws SQLException {
        use(to, true);
        int number = rollouts.latest(NAME).map(Rollout::number).orElse(0) + 1;
        rollouts.insert(Rollout.begin(NAME, number, from, to, PLAN, "boss", Instant.now()));
    }

    private void use(Rollout.Leg leg, boolean back) {
        shelf.on(entities -> new ReleaseUses(entities, Clock.systemUTC()).use(MODULE, leg.version(), NAME, back));
    }

    private void advanceUntil(Condition condition) {
        await().atMost(PATIENCE).until(() -> {
            shelf.on(entities -> advance(new ReleaseUses(entities, Clock.systemUTC())));
            return condition.holds();
        });
    }

    /** A new one each time, as after a restart. */
    private boolean advance(ReleaseUses uses) {
        try {
            Turnover turnover = new Turnover(fleet.database(), Clock.systemUTC());
            new RolloutSteps(deployments, rollouts, turnover, uses, Clock.systemUTC()).advance(NAME);
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Rollout latest() throws SQLException {
        return rollouts.latest(NAME).orElseThrow();
    }

    /** How many running containers each image has. */
    private Map<String, Integer> images() {
        return fleet.containers().stream()
                .filter(container -> container.address().isPresent())
                .collect(Collectors.toMap(ObservedContainer::imageId, container -> 1, Integer::sum));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
