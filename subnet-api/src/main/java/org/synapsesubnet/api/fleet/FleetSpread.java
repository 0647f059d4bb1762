package org.synapsesubnet.api.fleet;

/**
 * What a measure came to within a slot of time.
 *
 * @param least value
 * @param mean value
 * @param most it came to
 */
public record FleetSpread(double least, double mean, double most) {}
