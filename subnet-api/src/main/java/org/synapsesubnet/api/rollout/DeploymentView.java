package org.synapsesubnet.api.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A module on the fleet, as it stands.
 *
 * @param name also that of its miner ({@code GET /fleet/miners/{name}})
 * @param version the release that it runs, or goes back to if the roll-out fails
 * @param previous the release before, to which a rollback goes; null where there was none
 * @param rollout the latest; null where it was only installed
 */
public record DeploymentView(
        String module,
        String name,
        String version,
        @Nullable String previous,
        String installedBy,
        Instant installedAt,
        @Nullable RolloutView rollout) {}
