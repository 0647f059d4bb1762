package org.synapsesubnet.miner;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How this deployment's things are named and known on an engine that it shares with others. A container's name is
 * decided by its replica alone: the engine gives it once, so there are never two of one replica.
 *
 * @param owner of the deployment
 */
public record Ownership(UUID owner) {

    static final String OWNER = "org.synapsesubnet.owner";
    static final String MINER = "org.synapsesubnet.miner";
    static final String REPLICA = "org.synapsesubnet.replica";
    static final String SHAPE = "org.synapsesubnet.shape";

    /** What everything of ours carries. */
    public Map<String, String> labels() {
        return Map.of(OWNER, owner.toString());
    }

    Map<String, String> labels(FleetMiner miner, int ordinal) {
        return Map.of(
                OWNER,
                owner.toString(),
                MINER,
                miner.name(),
                REPLICA,
                Integer.toString(ordinal),
                SHAPE,
                miner.shape(ordinal));
    }

    public String network() {
        return prefix();
    }

    public String container(ReplicaKey replica) {
        return prefix() + "-" + replica.miner() + "-" + replica.ordinal();
    }

    /** The volume that all replicas of a miner share. */
    public String models(String miner) {
        return prefix() + "-" + miner + "-models";
    }

    /** Which replica a container says it is; empty where it says nothing that makes sense. */
    static Optional<ReplicaKey> replica(Map<String, String> labels) {
        String miner = labels.get(MINER);
        String ordinal = labels.getOrDefault(REPLICA, "");
        return miner == null || !ordinal.matches("\\d{1,9}")
                ? Optional.empty()
                : Optional.of(new ReplicaKey(miner, Integer.parseInt(ordinal)));
    }

    private String prefix() {
        return "synapse-" + owner.toString().substring(0, 8);
    }
}
