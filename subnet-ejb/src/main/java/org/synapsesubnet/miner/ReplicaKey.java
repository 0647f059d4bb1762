package org.synapsesubnet.miner;

/**
 * The place of one container of a miner.
 *
 * @param miner its name
 * @param ordinal 0 to the miner's replicas − 1
 */
public record ReplicaKey(String miner, int ordinal) {

    /** As part of a file's name. */
    String fileName() {
        return miner + "-" + ordinal;
    }

    @Override
    public String toString() {
        return miner + "/" + ordinal;
    }
}
