package org.synapsesubnet.miner.resources;

/**
 * What figures belong together: they go on when a container is replaced.
 *
 * @param miner its name
 * @param ordinal of the replica, 0 or more
 * @param part which of the replica's containers: {@code engine} for the one that generates
 */
public record Series(String miner, int ordinal, String part) {

    /** The part that generates. */
    public static final String ENGINE = "engine";

    public Series {
        if (ordinal < 0) {
            throw new IllegalArgumentException("ordinal: " + ordinal + " must be at least 0");
        }
        if (!part.matches("[a-z]{1,10}")) {
            throw new IllegalArgumentException("part: '" + part + "' must be 1 to 10 small letters");
        }
    }
}
