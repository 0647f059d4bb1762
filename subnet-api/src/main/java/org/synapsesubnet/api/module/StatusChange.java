package org.synapsesubnet.api.module;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A step in a module's life ({@code PUT /modules/{name}/status}).
 *
 * @param reason at most {@value #MAX_REASON} characters
 */
public record StatusChange(ModuleStatus status, @Nullable String reason) {
    public static final int MAX_REASON = 500;

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public StatusChange {
        if (status == null) {
            throw new InvalidValue("status", "must be one of registered, enabled, disabled, failed");
        }
        reason = reason == null ? null : ModuleText.prose("reason", reason, MAX_REASON);
    }
}
