package org.synapsesubnet.miner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.resources.Series;
import org.synapsesubnet.miner.resources.Subject;

/** Which containers of a host are worth measuring: those that run and belong to a miner. */
final class ResourceSubjects {

    private ResourceSubjects() {}

    static List<Subject> of(List<FleetMiner> miners, List<ObservedContainer> containers) {
        Map<String, Integer> gpus = miners.stream().collect(Collectors.toMap(FleetMiner::name, FleetMiner::gpus));
        return containers.stream()
                .filter(container -> container.phase() == ContainerPhase.RUNNING)
                .flatMap(container -> subject(container, gpus).stream())
                .toList();
    }

    private static Optional<Subject> subject(ObservedContainer container, Map<String, Integer> gpus) {
        return Ownership.replica(container.labels())
                .flatMap(key -> Optional.ofNullable(gpus.get(key.miner())).map(has -> subject(container, key, has)));
    }

    /** An axon computes nothing, so only engines are given graphics processors. */
    private static Subject subject(ObservedContainer container, ReplicaKey key, int gpus) {
        Part part = Ownership.part(container.labels());
        Series series = new Series(key.miner(), key.ordinal(), part.text());
        return new Subject(container.id(), series, part == Part.ENGINE ? gpus : 0);
    }
}
