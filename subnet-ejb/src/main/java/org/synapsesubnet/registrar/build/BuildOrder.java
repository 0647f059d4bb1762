package org.synapsesubnet.registrar.build;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.build.GitSource;

/**
 * A build that was asked for.
 *
 * @param folder of its files
 * @param context that was uploaded and checked; null where it is to be fetched from Git
 */
record BuildOrder(
        UUID id,
        String module,
        BuildSource source,
        String builder,
        String by,
        Instant at,
        Path folder,
        @Nullable BuildContext context) {

    /** Label of an image: the build that made it. */
    static final String BUILD_LABEL = "org.synapsesubnet.build";

    /** Where the image comes from, for whoever finds it. */
    Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        labels.put(BUILD_LABEL, id.toString());
        labels.put(BUILD_LABEL + ".module", module);
        labels.put(BUILD_LABEL + ".builder", builder);
        labels.put(BUILD_LABEL + ".by", by);
        labels.put("org.opencontainers.image.created", at.toString());
        GitSource git = source.git();
        if (git != null) {
            labels.put("org.opencontainers.image.source", git.url());
            labels.put("org.opencontainers.image.revision", git.commit());
        } else if (source.contextDigest() != null) {
            labels.put(BUILD_LABEL + ".context", source.contextDigest());
        }
        return labels;
    }
}
