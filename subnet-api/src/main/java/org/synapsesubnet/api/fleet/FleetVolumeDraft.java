package org.synapsesubnet.api.fleet;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * What a miner's volume may hold ({@code PUT /fleet/miners/{name}/volume}).
 *
 * @param budgetBytes beyond it models that nobody wants are deleted, the one that went unused for longest first; null for
 *     as much as there is room for
 */
public record FleetVolumeDraft(@Nullable Long budgetBytes) {

    public FleetVolumeDraft {
        if (budgetBytes != null && budgetBytes < 0) {
            throw new InvalidValue("budgetBytes", budgetBytes + " must not be negative");
        }
    }
}
