package org.synapsesubnet.rollout;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.rollout.DeploymentView;
import org.synapsesubnet.api.rollout.RolloutView;

/** From rows to what operators see. */
final class RolloutViews {

    private RolloutViews() {}

    static DeploymentView of(Deployment deployment, @Nullable Rollout latest, int replicas) {
        return new DeploymentView(
                deployment.module(),
                deployment.name(),
                deployment.version(),
                deployment.previous().isEmpty() ? null : deployment.previous(),
                deployment.installedBy(),
                deployment.installedAt(),
                latest == null ? null : of(latest, replicas));
    }

    /** @param replicas of the deployment's miner at present */
    static RolloutView of(Rollout rollout, int replicas) {
        int turned = switch (rollout.state()) {
            case RUNNING, PAUSED -> rollout.plan().replicas(rollout.wave(), replicas);
            case DONE -> replicas;
            case ROLLING_BACK, ROLLED_BACK -> 0;
        };
        return new RolloutView(
                rollout.number(),
                rollout.from().version(),
                rollout.to().version(),
                rollout.plan().waves(),
                rollout.wave() + 1,
                turned,
                rollout.state(),
                rollout.reason(),
                rollout.by(),
                rollout.startedAt(),
                rollout.changedAt());
    }
}
