package org.synapsesubnet.registrar.build;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.build.GitSource;

/**
 * What a build is made from: an archive or a commit.
 *
 * @param contextDigest {@code sha256:…} of the archive as it came; null for a commit
 * @param git the commit; null for an archive
 */
record BuildSource(@Nullable String contextDigest, @Nullable GitSource git) {

    BuildSource {
        if ((contextDigest == null) == (git == null)) {
            throw new IllegalArgumentException("a build has one source, either an archive or a commit");
        }
    }
}
