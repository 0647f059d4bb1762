package org.synapsesubnet.api.build;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ReleaseDraft;
import org.synapsesubnet.api.module.ReleaseResources;

/**
 * A release to make from a build ({@code POST /modules/{name}/builds/{id}/release}); digest and artifact are the image's,
 * the rest is as in {@link ReleaseDraft}.
 */
public record BuiltRelease(
        String version,
        String interfaceVersion,
        ReleaseResources resources,
        Map<String, @Nullable Object> settings,
        String notes) {

    private static final String ANY_DIGEST = "sha256:" + "0".repeat(64);

    public BuiltRelease {
        ReleaseDraft checked =
                new ReleaseDraft(version, ANY_DIGEST, interfaceVersion, null, resources, settings, notes);
        interfaceVersion = checked.interfaceVersion();
        resources = checked.resources();
        settings = checked.settings();
        notes = checked.notes();
    }

    /**
     * @param digest of the image
     * @param artifact the repository that it is pulled from; null where it is in none
     */
    public ReleaseDraft of(String digest, @Nullable String artifact) {
        return new ReleaseDraft(version, digest, interfaceVersion, artifact, resources, settings, notes);
    }
}
