package org.synapsesubnet.container;

/**
 * What an engine says about itself.
 *
 * @param id the engine's own identity; stays the same over restarts
 * @param version of the engine's program
 * @param cpus cores of the host
 * @param memoryBytes memory of the host
 */
public record EngineInfo(String id, String version, int cpus, long memoryBytes) {}
