package org.synapsesubnet.engine.store;

import java.io.IOException;

/** Bytes aren't what their digest says. */
public final class DigestMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    DigestMismatchException(String message) {
        super(message);
    }
}
