package org.synapsesubnet.chain;

import jakarta.ejb.ApplicationException;

/**
 * Delivered blocks don't follow the ones heard before, so nothing of them took effect. The connector asks again where
 * to go on: harmless if another node was faster, an endless refusal if the chain was exchanged for another.
 */
// Without the annotation the container would throw away the bean and log a stack trace.
@ApplicationException(rollback = true)
public class BlocksRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlocksRefused(String message) {
        super(message);
    }
}
