package org.synapsesubnet.container.process;

import org.synapsesubnet.container.ContainerExit;

/** As {@link ContainerExit}, kept in a process's folder. */
record Exit(long code, boolean outOfMemory, String error) {

    /** Of a process that ended while its supervisor was away. */
    static final Exit UNSEEN = new Exit(0, false, "ended while nobody looked");

    ContainerExit told() {
        return new ContainerExit(code, outOfMemory, error);
    }
}
