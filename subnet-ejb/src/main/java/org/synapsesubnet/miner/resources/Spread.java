package org.synapsesubnet.miner.resources;

/**
 * The values of a measure over a time.
 *
 * @param least of them
 * @param mean of them
 * @param most of them
 */
public record Spread(double least, double mean, double most) {}
