package org.synapsesubnet.api.module;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.inference.InterfaceVersion;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A release to add to a module ({@code POST /modules/{name}/releases}). It begins as a draft; what is said here never changes.
 *
 * @param version a semantic version (2.0.0) of at most {@value #MAX_VERSION} characters without build metadata, which the
 *     digest stands for; unique within the module
 * @param digest of the bytes that are released: {@code sha256:} and 64 hexadecimal digits in lower case; unique in the registry
 * @param interfaceVersion the module interface that it speaks, such as {@code 1.0}
 * @param artifact where the bytes lie (image, file or address), at most {@value #MAX_ARTIFACT} characters; null where the
 *     digest says enough
 * @param resources what it needs to run
 * @param settings JSON Schema (2020-12) of the module's configuration, at most
 *     {@value ModuleDraft#MAX_CONFIGURATION_BYTES} bytes; empty where anything goes
 * @param notes what changed, at most {@value ModuleDraft#MAX_DESCRIPTION} characters
 */
public record ReleaseDraft(
        String version,
        String digest,
        String interfaceVersion,
        @Nullable String artifact,
        ReleaseResources resources,
        Map<String, @Nullable Object> settings,
        String notes) {
    public static final int MAX_VERSION = 64;
    public static final int MAX_ARTIFACT = 500;

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public ReleaseDraft {
        version = ReleaseVersion.require(version);
        if (digest == null || !DIGEST.matcher(digest).matches()) {
            throw new InvalidValue("digest", "must be sha256: and 64 hexadecimal digits in lower case");
        }
        interfaceVersion = InterfaceVersion.parse(interfaceVersion == null ? "" : interfaceVersion)
                .toString();
        artifact = artifact == null ? null : ModuleText.prose("artifact", artifact, MAX_ARTIFACT);
        resources = resources == null ? ReleaseResources.UNKNOWN : resources;
        settings = ModuleText.object(settings);
        notes = ModuleText.prose("notes", notes, ModuleDraft.MAX_DESCRIPTION);
    }
}
