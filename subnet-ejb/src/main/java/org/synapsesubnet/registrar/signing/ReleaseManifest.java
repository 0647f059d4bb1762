package org.synapsesubnet.registrar.signing;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.wire.Sha256;

/**
 * What is signed of a release: everything that never changes and decides what runs. Its bytes are
 * {@linkplain CanonicalJson canonical JSON} in UTF-8.
 *
 * @param bytes that are signed
 */
record ReleaseManifest(String module, String version, byte[] bytes) {

    private static final String FORM = "synapse-release/1";

    /** @param build that the release was made from, if it was made from one */
    static ReleaseManifest of(ReleaseView release, Optional<BuildView> build) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        members.put("form", FORM);
        members.put("module", release.module());
        members.put("version", release.version());
        members.put("digest", release.digest());
        members.put("artifact", release.artifact());
        members.put("interfaceVersion", release.interfaceVersion());
        members.put(
                "resources",
                Map.of(
                        "memoryBytes", release.resources().memoryBytes(),
                        "cpuMillis", release.resources().cpuMillis(),
                        "gpus", release.resources().gpus(),
                        "diskBytes", release.resources().diskBytes()));
        members.put("settings", "sha256:" + Sha256.hexOf(canonical(release.settings())));
        build.ifPresent(made -> members.put("provenance", provenance(made)));
        members.values().removeIf(value -> value == null);
        return new ReleaseManifest(release.module(), release.version(), canonical(members));
    }

    /** SHA-256 of its bytes. */
    String digest() {
        return Sha256.hexOf(bytes);
    }

    private static Map<String, Object> provenance(BuildView build) {
        Map<String, Object> members = new HashMap<>();
        members.put("build", build.id().toString());
        members.put("builder", build.builder());
        members.put("by", build.requestedBy());
        members.put("at", build.requestedAt().toString());
        if (build.contextDigest() != null) {
            members.put("context", build.contextDigest());
        }
        if (build.git() != null && build.commit() != null) {
            members.put("git", build.git());
            members.put("commit", build.commit());
        }
        return members;
    }

    private static byte[] canonical(Map<String, ?> members) {
        return CanonicalJson.write(members).getBytes(StandardCharsets.UTF_8);
    }
}
