package org.synapsesubnet.miner.resources;

import java.util.Locale;

/** Something that is measured of a container. */
public enum Measure {
    /** Cores in use. */
    CPUS("cores"),
    /** Bytes of memory in use, without the file cache that can be given back. */
    MEMORY("bytes"),
    /** Bytes a second over its networks. */
    RECEIVED("bytes/s"),
    /** Bytes a second over its networks. */
    SENT("bytes/s"),
    /** Bytes a second from block devices. */
    READ("bytes/s"),
    /** Bytes a second to block devices. */
    WRITTEN("bytes/s"),
    /** Processes and threads. */
    PIDS("tasks"),
    /** Per cent of the time in which its graphics processors were at work, on average over them. */
    GPU_LOAD("percent"),
    /** Bytes of its graphics processors' memory in use. */
    GPU_MEMORY("bytes"),
    /** Watts that its graphics processors draw. */
    GPU_POWER("watts");

    private final String unit;

    Measure(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /** As it begins the names of its columns. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is called in metrics. */
    String meter() {
        return "synapse.fleet." + column().replace('_', '.');
    }
}
