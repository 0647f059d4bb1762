package org.synapsesubnet.api.module;

import org.jspecify.annotations.Nullable;

/**
 * Where a channel shall point ({@code PUT /modules/{name}/channels/{channel}}).
 *
 * @param version of a published release
 * @param rollback whether the channel may go back: to a lower version where it is {@code stable}, and to a deprecated release
 * @param reason at most {@value StatusChange#MAX_REASON} characters
 */
public record ChannelTarget(
        String version, boolean rollback, @Nullable String reason) {
    public ChannelTarget {
        version = ReleaseVersion.require(version);
        reason = reason == null ? null : ModuleText.prose("reason", reason, StatusChange.MAX_REASON);
    }
}
