package org.synapsesubnet.validator.gateway;

import org.synapsesubnet.miner.scaling.SeenLoad;
import org.synapsesubnet.miner.scaling.SleepingMiners;

/**
 * What ties the gateway to the operator's own fleet.
 *
 * @param sleepers whom it can wake
 * @param seen whom it tells what miners have to do
 */
public record FleetTies(SleepingMiners sleepers, SeenLoad seen) {}
