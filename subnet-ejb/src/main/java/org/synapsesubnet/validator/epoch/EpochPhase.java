package org.synapsesubnet.validator.epoch;

import java.util.Locale;

/** How far a validator is with an epoch; in this order, and each at most once. */
enum EpochPhase {
    /** Its challenges are planned, and being asked. */
    OPEN,
    /** Every challenge has its verdict. */
    CHALLENGED,
    /** Every miner has its score. With weights, the commit is on its way. */
    SCORED,
    /** The chain has the commitment to the weights. */
    COMMITTED,
    /** The chain has the weights. */
    REVEALED,
    /** The chain has paid by them. */
    SETTLED,
    /** No weights come of it; the row's note says why. */
    SKIPPED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EpochPhase of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
