package org.synapsesubnet.miner.scaling;

/**
 * How many replicas a miner shall have.
 *
 * @param replicas 0 or more
 * @param reason why, in words for its operator
 */
public record Decision(int replicas, String reason) {}
