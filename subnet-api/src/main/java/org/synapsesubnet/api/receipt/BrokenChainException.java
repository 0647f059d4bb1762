package org.synapsesubnet.api.receipt;

/** Receipts, hashes and signed head don't fit together; with a signed head in hand this is evidence against the axon. */
public final class BrokenChainException extends Exception {

    private static final long serialVersionUID = 1L;

    public BrokenChainException(String message) {
        super(message);
    }
}
