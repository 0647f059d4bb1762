package org.synapsesubnet.api.build;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A build and where its image comes from.
 *
 * @param module name of the module that it was made for
 * @param reason why it failed or was cancelled; null otherwise
 * @param contextDigest {@code sha256:…} of the archive as it was uploaded; null for Git
 * @param git address of the repository; null for an archive
 * @param commit that was built; null for an archive
 * @param builder address of the engine that built it
 * @param requestedBy account
 * @param imageId {@code sha256:…}, the image's id on the builder; null unless it succeeded
 * @param imageBytes size of the image on the builder; null unless it succeeded
 * @param release version of the release that was made from it; null while there is none
 */
public record BuildView(
        UUID id,
        String module,
        BuildState state,
        @Nullable String reason,
        @Nullable String contextDigest,
        @Nullable String git,
        @Nullable String commit,
        String builder,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String imageId,
        @Nullable Long imageBytes,
        @Nullable String release) {}
