package org.synapsesubnet.miner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetAxonView;
import org.synapsesubnet.api.fleet.FleetMinerDraft;
import org.synapsesubnet.api.fleet.FleetMinerView;
import org.synapsesubnet.api.fleet.FleetReplicaView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;

/** Between what operators say and what the fleet works with. */
final class FleetViews {

    private FleetViews() {}

    /**
     * @param canary what a roll-out is at, which isn't the operator's to say here
     * @throws org.synapsesubnet.api.problem.ProblemException with status 400 that names the field at fault
     */
    static FleetMiner miner(FleetMinerDraft draft, Optional<Canary> canary, long revision) {
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
                    canary,
                    revision);
        } catch (InvalidValue e) {
            throw FleetProblems.invalid(e);
        }
    }

    /** @param kind what its host is */
    static FleetMinerView of(FleetMiner miner, String kind, List<ReplicaRecord> replicas, List<AxonRows.Known> axons) {
        Map<Integer, FleetAxonView> before = axons.stream()
                .collect(Collectors.toMap(known -> known.axon().key().ordinal(), FleetViews::axon));
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
                replicas.stream()
                        .map(record -> replica(record, before.get(record.key().ordinal())))
                        .toList());
    }

    private static FleetReplicaView replica(ReplicaRecord record, @Nullable FleetAxonView axon) {
        return new FleetReplicaView(
                record.key().ordinal(),
                record.state().text(),
                record.reason(),
                record.failures(),
                record.lastFailure(),
                axon);
    }

    private static FleetAxonView axon(AxonRows.Known known) {
        AxonRecord axon = known.axon();
        return new FleetAxonView(
                axon.hotkey().address(),
                axon.address(),
                axon.port(),
                axon.certificate(),
                known.registered(),
                known.trouble());
    }
}
