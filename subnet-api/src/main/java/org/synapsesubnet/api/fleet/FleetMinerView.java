package org.synapsesubnet.api.fleet;

import java.util.List;

/**
 * A miner as it stands.
 *
 * @param kind what its host is: {@code docker}, {@code swarm}, {@code native} or {@code remote}
 * @param revision grows with each change, from 1
 * @param containers those it shall have, in the order of their ordinals
 */
public record FleetMinerView(
        String name,
        String host,
        String kind,
        String image,
        List<String> models,
        int slots,
        long memoryBytes,
        int cpuMillis,
        int pids,
        int gpus,
        int replicas,
        boolean running,
        long revision,
        List<FleetReplicaView> containers) {

    public FleetMinerView {
        models = List.copyOf(models);
        containers = List.copyOf(containers);
    }
}
