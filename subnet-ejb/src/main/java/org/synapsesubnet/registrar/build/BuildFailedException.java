package org.synapsesubnet.registrar.build;

/** A build can't go on; the message is what its requester is told. */
final class BuildFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    BuildFailedException(String message) {
        super(message);
    }
}
