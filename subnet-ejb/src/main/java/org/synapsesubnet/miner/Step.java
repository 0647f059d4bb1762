package org.synapsesubnet.miner;

/** One step from what is to what shall be. Each can be taken again, or be the last before the power goes. */
sealed interface Step {

    /** Makes one of a replica's containers and starts it. */
    record Create(FleetMiner miner, int ordinal, Part part) implements Step {

        /** Of an engine. */
        Create(FleetMiner miner, int ordinal) {
            this(miner, ordinal, Part.ENGINE);
        }

        ReplicaKey key() {
            return new ReplicaKey(miner.name(), ordinal);
        }
    }

    /** Starts a container that was made before. */
    record Start(ReplicaKey key, String container, Part part) implements Step {

        /** Of an engine. */
        Start(ReplicaKey key, String container) {
            this(key, container, Part.ENGINE);
        }
    }

    /** Writes a failure down, then removes the container. */
    record Replace(ReplicaKey key, String container, String why) implements Step {}

    /** Asks a container that shall not be any more to end, then removes it. */
    record Retire(String container, String name, String why) implements Step {}

    /** Takes a container away that shall not be. */
    record Remove(String container, String name, String why) implements Step {}
}
