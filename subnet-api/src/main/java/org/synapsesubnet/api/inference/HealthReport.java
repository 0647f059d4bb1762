package org.synapsesubnet.api.inference;

import org.jspecify.annotations.Nullable;

/**
 * How a module is.
 *
 * @param message why, for a person; null where there is nothing to say
 */
public record HealthReport(HealthState state, @Nullable String message) {
    public HealthReport {
        state = Demand.present("state", state);
    }
}
