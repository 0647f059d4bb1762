package org.synapsesubnet.rollout;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.api.rollout.RolloutState;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.miner.ReplicaRecord;
import org.synapsesubnet.miner.ReplicaState;
import org.synapsesubnet.miner.Turnover;
import org.synapsesubnet.registrar.ReleaseUses;

/**
 * Takes the next step of a deployment's roll-out. Each step is decided from rows alone and leaves rows alone, so that it
 * doesn't matter which node takes it, nor after which one the last node died.
 */
final class RolloutSteps {

    private final DeploymentRows deployments;
    private final RolloutRows rollouts;
    private final Turnover fleet;
    private final ReleaseUses uses;
    private final InstantSource clock;

    RolloutSteps(
            DeploymentRows deployments, RolloutRows rollouts, Turnover fleet, ReleaseUses uses, InstantSource clock) {
        this.deployments = deployments;
        this.rollouts = rollouts;
        this.fleet = fleet;
        this.uses = uses;
        this.clock = clock;
    }

    /** Within one transaction; does nothing where the deployment is on no way. */
    void advance(String name) throws SQLException {
        Optional<Deployment> deployment = deployments.lock(name);
        Optional<Rollout> rollout = rollouts.lockUnfinished(name);
        if (deployment.isEmpty() || rollout.isEmpty()) {
            return;
        }
        Rollout before = rollout.get();
        Optional<Turnover.Stand> stand = fleet.stand(name);
        Rollout after = stand.isEmpty()
                ? before.become(RolloutState.ROLLED_BACK, "its miner is gone", now())
                : next(deployment.get(), before, stand.get());
        if (!after.equals(before)) {
            rollouts.save(after);
        }
        if (after.state() != before.state() || after.wave() != before.wave()) {
            RolloutLog.LOG.moved(
                    name,
                    after.from().version(),
                    after.to().version(),
                    after.state().text(),
                    after.reason());
        }
    }

    private Rollout next(Deployment deployment, Rollout rollout, Turnover.Stand stand) throws SQLException {
        return switch (rollout.state()) {
            case RUNNING, PAUSED -> forward(deployment, rollout, stand);
            case ROLLING_BACK -> back(deployment, rollout, stand);
            case DONE, ROLLED_BACK -> rollout;
        };
    }

    private Rollout forward(Deployment deployment, Rollout rollout, Turnover.Stand stand) throws SQLException {
        ImageReference image = rollout.to().image();
        int wanted = rollout.plan().replicas(rollout.wave(), stand.replicas().size());
        if (!stand.next().equals(Optional.of(image)) || stand.turned() != wanted) {
            // The number of replicas may have changed within a wave; its clock then begins anew.
            return fleet.turn(rollout.deployment(), image, wanted) ? rollout.again(now()) : rollout;
        }
        return switch (HealthGate.judge(rollout, stand.turnedReplicas(), now())) {
            case Decision.Wait(String why, var wellSince) -> rollout.waiting(why, wellSince);
            case Decision.Excuse(String why) -> rollout.again(now()).waiting(why, null);
            case Decision.TakeBack(String why) -> rollout.become(RolloutState.ROLLING_BACK, why, now());
            case Decision.Advance() -> proven(deployment, rollout);
        };
    }

    private Rollout proven(Deployment deployment, Rollout rollout) throws SQLException {
        if (rollout.state() == RolloutState.PAUSED) {
            return rollout.waiting("paused; its wave has proved itself", rollout.wellSince());
        }
        if (!rollout.plan().isLast(rollout.wave())) {
            return rollout.nextWave(now());
        }
        if (!fleet.settle(rollout.deployment(), rollout.to().image())) {
            return rollout;
        }
        deployments.save(deployment.running(rollout.to().version()));
        uses.leave(deployment.module(), rollout.from().version(), deployment.name());
        return rollout.become(RolloutState.DONE, "", now());
    }

    private Rollout back(Deployment deployment, Rollout rollout, Turnover.Stand stand) throws SQLException {
        if (stand.next().isPresent() || !stand.image().equals(rollout.from().image())) {
            var unused = fleet.settle(rollout.deployment(), rollout.from().image());
            return rollout;
        }
        List<ReplicaRecord> waiting = stand.replicas().stream()
                .filter(replica -> replica.state() == ReplicaState.STARTING || replica.state() == ReplicaState.LOST)
                .toList();
        if (!waiting.isEmpty()) {
            return rollout;
        }
        uses.leave(deployment.module(), rollout.to().version(), deployment.name());
        return rollout.become(RolloutState.ROLLED_BACK, rollout.reason(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
