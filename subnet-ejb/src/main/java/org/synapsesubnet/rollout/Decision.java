package org.synapsesubnet.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to do with a roll-out. */
sealed interface Decision {

    /**
     * Nothing yet.
     *
     * @param wellSince since when all of the wave's replicas are well; null while they aren't
     */
    record Wait(String why, @Nullable Instant wellSince) implements Decision {}

    /** Nothing yet, and the time that this takes isn't the new release's fault. */
    record Excuse(String why) implements Decision {}

    /** The wave has proved itself. */
    record Advance() implements Decision {}

    /** The new release has failed. */
    record TakeBack(String why) implements Decision {}
}
