package org.synapsesubnet.api.inference;

/**
 * What a module needs to run; 0 stands for "not said".
 *
 * @param memoryBytes 0 to 2^50
 * @param cpuMillis thousandths of a processor, 0 to 1,024,000
 * @param gpus whole graphics processors, 0 to 64
 * @param diskBytes 0 to 2^50
 */
public record ResourceNeeds(long memoryBytes, int cpuMillis, int gpus, long diskBytes) {
    public static final ResourceNeeds UNKNOWN = new ResourceNeeds(0, 0, 0, 0);

    public ResourceNeeds {
        Demand.within("memoryBytes", memoryBytes, 0, 1L << 50);
        Demand.within("cpuMillis", cpuMillis, 0, 1_024_000);
        Demand.within("gpus", gpus, 0, 64);
        Demand.within("diskBytes", diskBytes, 0, 1L << 50);
    }
}
