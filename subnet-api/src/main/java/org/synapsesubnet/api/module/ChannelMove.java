package org.synapsesubnet.api.module;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that a channel was pointed elsewhere.
 *
 * @param from the version before; null where the channel was new
 * @param to the version after; null where the channel was removed
 * @param rollback whether it was asked to go back
 * @param by account that did it
 */
public record ChannelMove(
        @Nullable String from,
        @Nullable String to,
        boolean rollback,
        @Nullable String reason,
        String by,
        Instant at) {}
