package org.synapsesubnet.api.passport;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest verification of a release.
 *
 * @param stage that runs, or ran last; null before the first
 * @param reason why it ended so; null where the state says enough
 * @param startedBy account
 * @param endedAt null while it runs
 * @param evidence of the stages that ended
 */
public record VerificationView(
        UUID id,
        String module,
        String version,
        VerificationState state,
        @Nullable VerificationStage stage,
        @Nullable String reason,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        List<StageReport> evidence) {
    public VerificationView {
        evidence = List.copyOf(evidence);
    }
}
