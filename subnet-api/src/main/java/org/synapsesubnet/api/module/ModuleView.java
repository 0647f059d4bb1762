package org.synapsesubnet.api.module;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module as it stands.
 *
 * @param statusReason why it has its status; null where nobody said
 * @param version grows with each change, from 0
 */
public record ModuleView(
        String name,
        ModuleType type,
        String description,
        Map<String, @Nullable Object> configuration,
        ModuleStatus status,
        @Nullable String statusReason,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public ModuleView {
        configuration = ModuleText.object(configuration);
    }
}
