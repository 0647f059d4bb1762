package org.synapsesubnet.api.module;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A step in a release's life ({@code PUT /modules/{name}/releases/{version}/state}).
 *
 * @param reason at most {@value StatusChange#MAX_REASON} characters
 */
public record ReleaseStateChange(
        ReleaseState state, @Nullable String reason) {

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public ReleaseStateChange {
        if (state == null) {
            throw new InvalidValue("state", "must be one of draft, published, deprecated, yanked");
        }
        reason = reason == null ? null : ModuleText.prose("reason", reason, StatusChange.MAX_REASON);
    }
}
