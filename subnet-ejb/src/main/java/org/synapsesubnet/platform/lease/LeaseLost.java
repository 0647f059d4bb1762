package org.synapsesubnet.platform.lease;

/** A transaction wanted to write under a lease that somebody else has by now, or that has expired; nothing was written. */
public class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseLost(Lease lease) {
        super("lease " + lease.name() + " with token " + lease.token() + " isn't " + lease.owner() + "'s any more");
    }
}
