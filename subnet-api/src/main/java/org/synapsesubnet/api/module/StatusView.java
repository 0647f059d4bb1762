package org.synapsesubnet.api.module;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module's status.
 *
 * @param next what it may become, in the order of {@link ModuleStatus}
 */
public record StatusView(
        String name, ModuleStatus status, @Nullable String reason, List<ModuleStatus> next, Instant updatedAt) {
    public StatusView {
        next = List.copyOf(next);
    }

    public static StatusView of(ModuleView module) {
        return new StatusView(
                module.name(),
                module.status(),
                module.statusReason(),
                module.status().next().stream().sorted().toList(),
                module.updatedAt());
    }
}
