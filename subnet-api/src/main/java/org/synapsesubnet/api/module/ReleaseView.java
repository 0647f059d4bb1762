package org.synapsesubnet.api.module;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A release as it stands; the fields of {@link ReleaseDraft} never change.
 *
 * @param module name of its module
 * @param stateReason why it has its state; null where nobody said
 * @param createdBy account that added it
 * @param stateChangedAt when it came into its state
 */
public record ReleaseView(
        String module,
        String version,
        String digest,
        String interfaceVersion,
        @Nullable String artifact,
        ReleaseResources resources,
        Map<String, @Nullable Object> settings,
        String notes,
        ReleaseState state,
        @Nullable String stateReason,
        String createdBy,
        Instant createdAt,
        Instant stateChangedAt) {

    public ReleaseView {
        settings = ModuleText.object(settings);
    }
}
