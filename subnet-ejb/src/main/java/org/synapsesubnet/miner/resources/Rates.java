package org.synapsesubnet.miner.resources;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerStats;

/** Turns a container's counters into bytes a second. Not thread-safe: figures of a container come one by one. */
final class Rates {

    private @Nullable ContainerStats before;

    /** What it uses now; the first figures, and those after its counters began anew, tell no rates. */
    Map<Measure, Double> next(ContainerStats now) {
        var figures = new EnumMap<Measure, Double>(Measure.class);
        figures.put(Measure.CPUS, now.cpus());
        figures.put(Measure.MEMORY, (double) now.memoryBytes());
        figures.put(Measure.PIDS, (double) now.pids());
        ContainerStats last = before;
        before = now;
        if (last != null) {
            Duration between = Duration.between(last.readAt(), now.readAt());
            if (between.isPositive()) {
                double seconds = between.toNanos() / 1e9;
                put(figures, Measure.RECEIVED, now.receivedBytes() - last.receivedBytes(), seconds);
                put(figures, Measure.SENT, now.sentBytes() - last.sentBytes(), seconds);
                put(figures, Measure.READ, now.readBytes() - last.readBytes(), seconds);
                put(figures, Measure.WRITTEN, now.writtenBytes() - last.writtenBytes(), seconds);
            }
        }
        return figures;
    }

    private static void put(Map<Measure, Double> figures, Measure measure, long bytes, double seconds) {
        if (bytes >= 0) {
            figures.put(measure, bytes / seconds);
        }
    }
}
