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
    static final String PART = "org.synapsesubnet.part";

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

    Map<String, String> axonLabels(ReplicaKey replica, String shape) {
        return Map.of(
                OWNER,
                owner.toString(),
                MINER,
                replica.miner(),
                REPLICA,
                Integer.toString(replica.ordinal()),
                PART,
                Part.AXON.text(),
                SHAPE,
                shape);
    }

    /** Where a miner's engines and their axons meet, and nobody else: replicas share their models anyway. */
    public String network(String miner) {
        return prefix() + "-" + miner;
    }

    /** Where validators reach the axons. */
    public String axonNetwork() {
        return prefix() + "-axons.out";
    }

    /** The network with a way out, there while something is pulled. */
    public String egress() {
        return prefix() + "-egress";
    }

    /** The name of a replica's engine. */
    public String container(ReplicaKey replica) {
        return prefix() + "-" + replica.miner() + "-" + replica.ordinal();
    }

    String container(ReplicaKey replica, Part part) {
        return part == Part.ENGINE ? container(replica) : container(replica) + "-" + part.text();
    }

    /** The volume with the keys of a replica's axon. */
    String keys(ReplicaKey replica) {
        return container(replica) + "-keys";
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

    /** Which of its replica's containers one is. */
    static Part part(Map<String, String> labels) {
        return Part.AXON.text().equals(labels.get(PART)) ? Part.AXON : Part.ENGINE;
    }

    private String prefix() {
        return "synapse-" + owner.toString().substring(0, 8);
    }
}
