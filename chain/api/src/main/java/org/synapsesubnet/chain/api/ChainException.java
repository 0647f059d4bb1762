package org.synapsesubnet.chain.api;

import jakarta.resource.ResourceException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The chain didn't do what was asked. The {@link Reason} says why, in a form that code can act on. */
public class ChainException extends ResourceException {

    private static final long serialVersionUID = 1L;

    /** Why a chain refused or failed. The name is the error code of the exception. */
    public enum Reason {
        /** The answer didn't come within the call's deadline. It may still come to pass. */
        DEADLINE_EXCEEDED,
        /** The chain can't be reached or read at the moment; trying again later may help. */
        UNAVAILABLE,
        /** No block has this number yet. */
        UNKNOWN_BLOCK,
        /** The block is there, but what was true after it isn't kept any more. */
        STATE_PRUNED,
        /** The connection or the adapter behind it was closed. */
        CLOSED,
        /** Another process, or another deployment of this one, has the ledger open. */
        STORE_LOCKED,
        /** The ledger's file is damaged in a place that a crash can't explain. */
        STORE_CORRUPT,
        /** The ledger belongs to another chain or subnet than the configured one. */
        WRONG_CHAIN,
        /** A configured value is out of its range. */
        BAD_CONFIGURATION
    }

    private final Reason reason;

    public ChainException(Reason reason, String message) {
        this(reason, message, null);
    }

    public ChainException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, Objects.requireNonNull(reason, "reason").name());
        this.reason = reason;
        if (cause != null) {
            initCause(cause);
        }
    }

    public Reason reason() {
        return reason;
    }
}
