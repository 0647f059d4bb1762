package org.synapsesubnet.miner.models;

/**
 * An operator has changed something about the models of a miner.
 *
 * @param miner its name
 */
public record ModelsChanged(String miner) {}
