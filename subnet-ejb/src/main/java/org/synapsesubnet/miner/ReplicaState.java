package org.synapsesubnet.miner;

import java.util.Locale;

/** How a replica stands. */
public enum ReplicaState {
    /** It shall not run, or not yet again after too many failures. */
    STOPPED,
    /** Its container is being made, or hasn't generated anything yet. */
    STARTING,
    /** It generates. */
    READY,
    /** It works, and our question waits. */
    BUSY,
    /** It generates, slowly against its own past. */
    DEGRADED,
    /** It doesn't, and is about to be replaced. */
    UNHEALTHY,
    /** Its host's engine is out of reach. */
    LOST;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReplicaState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
