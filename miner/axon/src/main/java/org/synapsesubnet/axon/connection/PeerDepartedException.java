package org.synapsesubnet.axon.connection;

/** Nobody waits for the answer any more. */
public final class PeerDepartedException extends Exception {

    private static final long serialVersionUID = 1L;

    public PeerDepartedException() {
        super("the caller has left");
    }
}
