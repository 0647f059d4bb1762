package org.synapsesubnet.miner;

import java.util.Locale;

/** Which of a replica's two containers one is. */
enum Part {
    /** Generates, and is reached by its axon and by us alone. */
    ENGINE,
    /** Stands before the engine, and is reached by validators. */
    AXON;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
