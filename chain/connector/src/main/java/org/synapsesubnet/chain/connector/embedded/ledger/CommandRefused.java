package org.synapsesubnet.chain.connector.embedded.ledger;

import org.synapsesubnet.chain.api.CommandReceipt.Refused;
import org.synapsesubnet.chain.api.Refusal;

/** A rule is against a command. Thrown before anything has changed. */
final class CommandRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String detail;

    CommandRefused(Refusal refusal, String detail) {
        // No stack trace: an everyday answer, not a fault.
        super(refusal + ": " + detail, null, false, false);
        this.refusal = refusal;
        this.detail = detail;
    }

    static void when(boolean against, Refusal refusal, String detail) throws CommandRefused {
        if (against) {
            throw new CommandRefused(refusal, detail);
        }
    }

    Refused outcome() {
        return new Refused(refusal, detail);
    }
}
