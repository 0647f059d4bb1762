package org.synapsesubnet.registrar.distribution;

/** The registry is out of reach, or didn't take what was sent. Trying again is harmless. */
final class RegistryFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    RegistryFailedException(String message) {
        super(message);
    }

    RegistryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
