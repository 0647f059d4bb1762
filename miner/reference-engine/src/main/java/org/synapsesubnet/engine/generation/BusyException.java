package org.synapsesubnet.engine.generation;

/** All slots are taken and the queue is full. */
public final class BusyException extends Exception {

    private static final long serialVersionUID = 1L;

    BusyException() {
        super("server busy, please try again.  maximum pending requests exceeded");
    }
}
