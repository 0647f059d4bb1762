package org.synapsesubnet.registrar.verification;

import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.Limits;

/**
 * What a module on trial may use. Processors are held to what is declared, since one who waits for them does no harm.
 * Memory is twice of it: so one who uses more is measured rather than killed at the first byte.
 *
 * @param notes where they are others than the release asks for
 */
record TrialLimits(Limits limits, List<String> notes) {
    private static final int PIDS = 512;
    private static final long LEAST_MEMORY = 16L << 20;
    private static final int LEAST_CPU_MILLIS = 10;
    private static final int MEMORY_FACTOR = 2;

    TrialLimits {
        notes = List.copyOf(notes);
    }

    static TrialLimits of(ReleaseResources declared, EngineInfo host) {
        var notes = new ArrayList<String>();
        long memory = declared.memoryBytes() == 0 ? Limits.small().memoryBytes() : declared.memoryBytes();
        int cpu = declared.cpuMillis() == 0 ? Limits.small().cpuMillis() : declared.cpuMillis();
        int there = host.cpus() * 1000;
        if (cpu > there) {
            notes.add("it declares " + cpu + " thousandths of a core, this machine has " + there);
        }
        Limits limits = new Limits(
                Math.max(memory * MEMORY_FACTOR, LEAST_MEMORY), Math.max(Math.min(cpu, there), LEAST_CPU_MILLIS), PIDS);
        notes.add("held to %d bytes of memory and %d thousandths of a core"
                .formatted(limits.memoryBytes(), limits.cpuMillis()));
        return new TrialLimits(limits, notes);
    }
}
