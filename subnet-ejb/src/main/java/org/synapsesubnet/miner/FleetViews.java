package org.synapsesubnet.miner;

import java.util.List;
import org.synapsesubnet.api.fleet.FleetMinerDraft;
import org.synapsesubnet.api.fleet.FleetMinerView;
import org.synapsesubnet.api.fleet.FleetReplicaView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;

/** Between what operators say and what the fleet works with. */
final class FleetViews {

    private FleetViews() {}

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 400 that names the field at fault */
    static FleetMiner miner(FleetMinerDraft draft, long revision) {
        try {
            return new FleetMiner(
                    draft.name(),
                    draft.host(),
                    new ImageReference(draft.image()),
                    draft.models(),
                    draft.slots(),
                    new Limits(draft.memoryBytes(), draft.cpuMillis(), draft.pids()),
                    draft.gpus(),
                    draft.replicas(),
                    !Boolean.FALSE.equals(draft.running()),
                    revision);
        } catch (InvalidValue e) {
            throw FleetProblems.invalid(e);
        }
    }

    /** @param kind what its host is */
    static FleetMinerView of(FleetMiner miner, String kind, List<ReplicaRecord> replicas) {
        return new FleetMinerView(
                miner.name(),
                miner.host(),
                kind,
                miner.image().text(),
                miner.models(),
                miner.slots(),
                miner.limits().memoryBytes(),
                miner.limits().cpuMillis(),
                miner.limits().pids(),
                miner.gpus(),
                miner.replicas(),
                miner.running(),
                miner.revision(),
                replicas.stream().map(FleetViews::replica).toList());
    }

    private static FleetReplicaView replica(ReplicaRecord record) {
        return new FleetReplicaView(
                record.key().ordinal(),
                record.state().text(),
                record.reason(),
                record.failures(),
                record.lastFailure());
    }
}
