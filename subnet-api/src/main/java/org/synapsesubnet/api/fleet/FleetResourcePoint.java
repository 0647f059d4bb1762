package org.synapsesubnet.api.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a container used within a slot of time; a measure that nothing told is null.
 *
 * @param at start of the slot
 * @param samples how many figures went into it
 * @param cpus cores in use
 * @param memoryBytes in use, without the file cache that can be given back
 * @param receivedBytesPerSecond over its networks
 * @param sentBytesPerSecond over its networks
 * @param readBytesPerSecond from block devices
 * @param writtenBytesPerSecond to block devices
 * @param pids processes and threads
 * @param gpuPercent of the time in which its graphics processors were at work, on average over them
 * @param gpuMemoryBytes of its graphics processors in use
 * @param gpuWatts that they draw
 */
public record FleetResourcePoint(
        Instant at,
        int samples,
        @Nullable FleetSpread cpus,
        @Nullable FleetSpread memoryBytes,
        @Nullable FleetSpread receivedBytesPerSecond,
        @Nullable FleetSpread sentBytesPerSecond,
        @Nullable FleetSpread readBytesPerSecond,
        @Nullable FleetSpread writtenBytesPerSecond,
        @Nullable FleetSpread pids,
        @Nullable FleetSpread gpuPercent,
        @Nullable FleetSpread gpuMemoryBytes,
        @Nullable FleetSpread gpuWatts) {}
