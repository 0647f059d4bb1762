package org.synapsesubnet.api.rollout;

import org.synapsesubnet.api.problem.InvalidValue;

/**
 * What a roll-out is told ({@code PUT /modules/{name}/deployments/{deployment}/rollout/state}).
 *
 * @param state {@code running} resumes, {@code paused} pauses, {@code rolling_back} takes it back
 */
public record RolloutStateChange(RolloutState state) {

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public RolloutStateChange {
        if (state == null || state.isOver()) {
            throw new InvalidValue("state", "must be one of running, paused, rolling_back");
        }
    }
}
