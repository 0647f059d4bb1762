package org.synapsesubnet.validator.verification;

import java.util.Locale;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;

/** How a challenge ended, as the table calls it. */
public enum ChallengeOutcome {
    ANSWERED,
    BUSY,
    FAILED,
    LATE,
    UNREACHABLE,
    /** The validator didn't come to ask: the miner isn't to blame. */
    MISSED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChallengeOutcome of(DirectAnswer.Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> ANSWERED;
            case BUSY -> BUSY;
            case FAILED -> FAILED;
            case LATE -> LATE;
            case UNREACHABLE -> UNREACHABLE;
        };
    }

    static ChallengeOutcome ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
