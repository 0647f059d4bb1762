package org.synapsesubnet.validator.epoch;

import java.util.Locale;

/** Why no weights came of an epoch. */
enum SkipReason {
    /** No miner had announced an axon while there was time to ask it. */
    NO_MINER("no miner had announced an axon while there was time for challenges"),
    /** This node came when there was no time left for challenges. */
    TOO_LATE("this node came when the time for challenges was over"),
    /** The epoch ended before its weights were committed. */
    NOT_COMMITTED("the epoch ended before its weights were committed; was this node away?"),
    /** The validator may not send weights. */
    NO_PERMIT("this validator had no permit: the chain gives it with a settlement, by stake"),
    /** Nothing to weigh. */
    NO_SCORE("no miner has a score above 0"),
    /** The chain no longer knows what was true when the epoch was opened. */
    SNAPSHOT_GONE("the chain no longer knows the metagraph that the epoch was opened with"),
    /** The commit was refused. */
    COMMIT_REFUSED("the chain refused the commitment"),
    /** The reveal was refused. */
    REVEAL_REFUSED("the chain refused the weights"),
    /** The reveal came too late. */
    NOT_REVEALED("the time to reveal was over; was this node away?");

    private final String note;

    SkipReason(String note) {
        this.note = note;
    }

    /** For people, without a full stop. */
    String note() {
        return note;
    }

    /** For a metric's tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
