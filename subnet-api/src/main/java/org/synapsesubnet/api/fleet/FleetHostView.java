package org.synapsesubnet.api.fleet;

/**
 * A host of the fleet.
 *
 * @param kind {@code docker}, {@code swarm}, {@code native} or {@code remote}
 * @param address where it is
 * @param reachable whether it answered when it was asked last
 * @param trouble why it didn't; empty where it did
 * @param version of the engine, or of the system where the miners are its processes; empty before it answered for the first time
 * @param cpus cores of its host
 * @param memoryBytes memory of its host
 */
public record FleetHostView(
        String name,
        String kind,
        String address,
        boolean reachable,
        String trouble,
        String version,
        int cpus,
        long memoryBytes) {}
