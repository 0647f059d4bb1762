package org.synapsesubnet.validator.verification;

/** The trusted reference couldn't be asked; says nothing about any miner. */
final class ReferenceUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    ReferenceUnavailableException(String message) {
        super(message);
    }
}
