package org.synapsesubnet.api.inference;

/** How a module is; in JSON its name in lower case. */
public enum HealthState {
    /** Will be ready by itself. */
    STARTING,
    /** Takes requests. */
    READY,
    /** Works, but has no free slot; requests wait or are refused. */
    BUSY,
    /** Doesn't work and won't by itself. */
    UNHEALTHY;

    /** The HTTP status that goes with it: 200 or 503. */
    public int httpStatus() {
        return this == READY || this == BUSY ? 200 : 503;
    }
}
