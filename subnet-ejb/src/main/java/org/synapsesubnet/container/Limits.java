package org.synapsesubnet.container;

import org.synapsesubnet.api.problem.InvalidValue;

/**
 * What a container may use at most.
 *
 * @param memoryBytes memory, no swap besides; 16 MiB–64 TiB
 * @param cpuMillis thousandths of a core, 10–1,000,000
 * @param pids processes and threads, 4–100,000
 */
public record Limits(long memoryBytes, int cpuMillis, int pids) {

    private static final long MIB = 1L << 20;

    public Limits {
        between("memoryBytes", memoryBytes, 16 * MIB, MIB << 26);
        between("cpuMillis", cpuMillis, 10, 1_000_000);
        between("pids", pids, 4, 100_000);
    }

    /** For the embedded default: half a GiB, a core, 200 threads. */
    public static Limits small() {
        return new Limits(512 * MIB, 1000, 200);
    }

    private static void between(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValue(field, value + " must be from " + least + " to " + most);
        }
    }
}
