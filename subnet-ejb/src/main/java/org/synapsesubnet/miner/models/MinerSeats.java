package org.synapsesubnet.miner.models;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A miner as far as its models go.
 *
 * @param miner its name
 * @param served names of the models it serves, the first of them the one that its health is asked with
 * @param engines those of its replicas that run, in the order of their ordinals
 * @param managed whether its models are ours to change; those of others are only looked at
 */
public record MinerSeats(String miner, List<String> served, List<EngineSeat> engines, boolean managed) {

    public MinerSeats {
        served = List.copyOf(served);
        engines = List.copyOf(engines);
    }

    Set<ModelName> servedNames() {
        return Set.copyOf(ModelName.among(served));
    }

    Optional<ModelName> first() {
        return ModelName.parse(served.getFirst());
    }
}
