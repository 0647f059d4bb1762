package org.synapsesubnet.miner.scaling;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetLoadPoint;
import org.synapsesubnet.api.fleet.FleetScalingDraft;
import org.synapsesubnet.api.fleet.FleetScalingView;
import org.synapsesubnet.miner.FleetMiner;

/** Between what operators say of scaling and what it works with. */
final class ScalingViews {

    private static final int TARGET_WAIT_MILLIS = 500;
    private static final int UP_SECONDS = 20;
    private static final int DOWN_SECONDS = 900;
    private static final int COOL_DOWN_SECONDS = 30;
    private static final int IDLE_SECONDS = 900;

    private ScalingViews() {}

    /** @throws org.synapsesubnet.api.problem.InvalidValue naming the field at fault */
    static ScalingPolicy policy(FleetScalingDraft draft) {
        return new ScalingPolicy(
                draft.floor(),
                draft.ceiling(),
                Duration.ofMillis(or(draft.targetWaitMillis(), TARGET_WAIT_MILLIS)),
                draft.leastTokensPerSecond() == null ? 0 : draft.leastTokensPerSecond(),
                Duration.ofSeconds(or(draft.upSeconds(), UP_SECONDS)),
                Duration.ofSeconds(or(draft.downSeconds(), DOWN_SECONDS)),
                Duration.ofSeconds(or(draft.coolDownSeconds(), COOL_DOWN_SECONDS)),
                Duration.ofSeconds(or(draft.idleSeconds(), draft.floor() == 0 ? IDLE_SECONDS : 0)));
    }

    static FleetScalingView of(ScalingFile file, FleetMiner miner, List<Measurement> measurements) {
        ScalingPolicy policy = file.policy();
        return new FleetScalingView(
                file.miner(),
                policy.floor(),
                policy.ceiling(),
                policy.targetWait().toMillis(),
                policy.leastTokensPerSecond(),
                policy.up().toSeconds(),
                policy.down().toSeconds(),
                policy.coolDown().toSeconds(),
                policy.idle().toSeconds(),
                file.revision(),
                miner.replicas(),
                file.reason(),
                file.decidedAt(),
                file.change(),
                file.changedAt(),
                measurements.stream().map(ScalingViews::point).toList());
    }

    private static FleetLoadPoint point(Measurement measurement) {
        LoadReading load = measurement.load();
        return new FleetLoadPoint(
                measurement.at(),
                measurement.wanted(),
                load.ready(),
                load.slots(),
                load.busy(),
                load.queued(),
                load.begun(),
                load.waitedMillis(),
                load.tokens());
    }

    private static int or(@Nullable Integer value, int usual) {
        return value == null ? usual : value;
    }
}
