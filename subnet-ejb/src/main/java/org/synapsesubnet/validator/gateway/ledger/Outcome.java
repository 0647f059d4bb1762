package org.synapsesubnet.validator.gateway.ledger;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
    /** The answer was complete and its usage is durable. */
    FINISHED,
    /** The caller left before the end; what was made until then is counted. */
    CANCELLED,
    /** The miner, the deadline or the ledger ended it; what was made until then is counted. */
    FAILED,
    /** This node died while the request ran; counted from its last progress row. */
    RECOVERED;

    /** The text form in the database and in reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
