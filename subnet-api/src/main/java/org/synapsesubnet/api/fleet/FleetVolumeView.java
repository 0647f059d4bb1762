package org.synapsesubnet.api.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A miner's volume of models.
 *
 * @param budgetBytes what it may hold; absent for as much as there is room for
 * @param usedBytes what its models hold
 * @param trouble in words; empty for none
 */
public record FleetVolumeView(@Nullable Long budgetBytes, long usedBytes, String trouble) {}
