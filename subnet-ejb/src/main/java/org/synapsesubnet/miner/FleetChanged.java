package org.synapsesubnet.miner;

/**
 * An operator has changed something about the miners of a host.
 *
 * @param host its name
 */
record FleetChanged(String host) {}
