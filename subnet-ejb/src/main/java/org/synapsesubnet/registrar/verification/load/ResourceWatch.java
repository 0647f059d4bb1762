package org.synapsesubnet.registrar.verification.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.passport.ResourceUse;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;

/** Looks at a container's statistics, one after another, until it is closed. */
public final class ResourceWatch implements AutoCloseable {
    private final Future<?> looking;
    private long peakMemory;
    private double peakCpus;
    private double sumOfCpus;
    private int samples;

    /** @param threads one of them looks */
    public ResourceWatch(Containers containers, String container, ExecutorService threads) {
        looking = threads.submit(() -> look(containers, container));
    }

    private void look(Containers containers, String container) {
        boolean there = true;
        while (there && !Thread.currentThread().isInterrupted()) {
            try {
                add(containers.stats(container)); // takes the engine about a second
            } catch (EngineException e) {
                there = e.fault() == Fault.DEADLINE_EXCEEDED;
            }
        }
    }

    private synchronized void add(ContainerStats stats) {
        // An ended container has zeros, which are no sample of it at work.
        if (stats.memoryBytes() > 0) {
            samples++;
            peakMemory = Math.max(peakMemory, stats.memoryBytes());
            peakCpus = Math.max(peakCpus, stats.cpus());
            sumOfCpus += stats.cpus();
        }
    }

    /**
     * @param declared what the release says it needs
     * @param outOfMemory whether the kernel ended the container
     */
    public synchronized ResourceUse use(ReleaseResources declared, boolean outOfMemory) {
        long over = declared.memoryBytes() == 0 ? 0 : peakMemory - declared.memoryBytes();
        return new ResourceUse(
                declared.memoryBytes(),
                peakMemory,
                declared.cpuMillis(),
                millis(peakCpus),
                samples == 0 ? 0 : millis(sumOfCpus / samples),
                samples,
                over <= 0 ? 0 : Math.toIntExact(Math.min(Integer.MAX_VALUE, over * 100 / declared.memoryBytes())),
                outOfMemory);
    }

    private static int millis(double cpus) {
        return (int) Math.round(cpus * 1000);
    }

    @Override
    public void close() {
        looking.cancel(true);
    }
}
