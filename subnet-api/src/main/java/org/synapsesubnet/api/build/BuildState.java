package org.synapsesubnet.api.build;

import java.util.Locale;

/** Where a build is; in JSON its name in lower case. */
public enum BuildState {
    /** Waits for its turn. */
    QUEUED,
    RUNNING,
    /** There is an image. */
    SUCCEEDED,
    /** There is no image; the reason says why. */
    FAILED,
    /** Somebody stopped it. */
    CANCELLED;

    public boolean isOver() {
        return this != QUEUED && this != RUNNING;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
