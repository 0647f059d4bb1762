package org.synapsesubnet.validator.gateway.ledger;

import org.jspecify.annotations.Nullable;

/** The database doesn't take usage now; the request must be refused, since nothing unaccounted leaves the house. */
public final class LedgerUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    LedgerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
