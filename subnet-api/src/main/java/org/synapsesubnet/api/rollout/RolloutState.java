package org.synapsesubnet.api.rollout;

import java.util.Locale;

/** Where a roll-out is; in JSON its name in lower case. */
public enum RolloutState {
    /** Goes from wave to wave. */
    RUNNING,
    /** Stays as it is until it is resumed or taken back; what fails meanwhile still takes it back. */
    PAUSED,
    /** On the way to the release before. */
    ROLLING_BACK,
    /** Every replica runs the new release. */
    DONE,
    /** Every replica runs the old release again. */
    ROLLED_BACK;

    /** Whether nothing more will happen. */
    public boolean isOver() {
        return this == DONE || this == ROLLED_BACK;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public static RolloutState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
