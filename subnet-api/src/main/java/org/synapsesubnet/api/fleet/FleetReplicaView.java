package org.synapsesubnet.api.fleet;

import org.jspecify.annotations.Nullable;

/**
 * How one replica of a miner stands.
 *
 * @param ordinal 0 to the miner's replicas − 1
 * @param state {@code starting}, {@code ready}, {@code busy}, {@code degraded}, {@code unhealthy}, {@code lost}, or
 *     {@code stopped} when it failed too often
 * @param reason why; empty where the state says it all
 * @param failures in a row
 * @param lastFailure why it failed last; empty if it never did
 * @param axon what stands before its engine; null where nothing does
 */
public record FleetReplicaView(
        int ordinal,
        String state,
        String reason,
        int failures,
        String lastFailure,
        @Nullable FleetAxonView axon) {}
