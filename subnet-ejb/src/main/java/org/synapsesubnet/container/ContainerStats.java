package org.synapsesubnet.container;

import java.time.Instant;

/**
 * What a container used.
 *
 * @param readAt when the engine looked, by its own clock
 * @param cpus cores in use over about the last second
 * @param memoryBytes memory in use, without the file cache that can be given back
 * @param memoryLimitBytes what it may use
 * @param receivedBytes over its networks since its start
 * @param sentBytes over its networks since its start
 * @param readBytes from block devices since its start
 * @param writtenBytes to block devices since its start
 * @param pids processes and threads
 */
public record ContainerStats(
        Instant readAt,
        double cpus,
        long memoryBytes,
        long memoryLimitBytes,
        long receivedBytes,
        long sentBytes,
        long readBytes,
        long writtenBytes,
        long pids) {}
