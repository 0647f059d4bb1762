package org.synapsesubnet.api.module;

import org.synapsesubnet.api.problem.InvalidValue;

/**
 * What one running instance of a release needs; 0 stands for "not said".
 *
 * @param memoryBytes main memory, 0 to 2^50
 * @param cpuMillis thousandths of a processor, 0 to 1,024,000
 * @param gpus whole graphics processors, 0 to 64
 * @param diskBytes space for models and caches, 0 to 2^50
 */
public record ReleaseResources(long memoryBytes, int cpuMillis, int gpus, long diskBytes) {
    public static final ReleaseResources UNKNOWN = new ReleaseResources(0, 0, 0, 0);

    private static final long MAX_BYTES = 1L << 50;
    private static final int MAX_CPU_MILLIS = 1_024_000;
    private static final int MAX_GPUS = 64;

    public ReleaseResources {
        require("resources.memoryBytes", memoryBytes, MAX_BYTES);
        require("resources.cpuMillis", cpuMillis, MAX_CPU_MILLIS);
        require("resources.gpus", gpus, MAX_GPUS);
        require("resources.diskBytes", diskBytes, MAX_BYTES);
    }

    private static void require(String field, long value, long most) {
        if (value < 0 || value > most) {
            throw new InvalidValue(field, "must be within 0 to " + most + ", but was " + value);
        }
    }
}
