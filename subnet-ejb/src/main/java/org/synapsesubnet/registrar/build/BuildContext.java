package org.synapsesubnet.registrar.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.synapsesubnet.container.ImageReference;

/**
 * A context that was checked.
 *
 * @param tar the archive that the builder gets
 * @param bases images that the build starts from
 */
record BuildContext(Path tar, List<ImageReference> bases) {

    BuildContext {
        bases = List.copyOf(bases);
    }

    /**
     * Checks an archive and writes it anew.
     *
     * @param archive goes when it is checked
     * @throws org.synapsesubnet.api.problem.ProblemException with status 400 that says what is wrong with it
     */
    static BuildContext of(Path archive, Path tar, ContextLimits limits) throws IOException {
        String dockerfile;
        try (InputStream source = Files.newInputStream(archive);
                OutputStream target = Files.newOutputStream(tar)) {
            dockerfile = ContextFilter.copy(source, Files.size(archive), target, limits);
        }
        Files.delete(archive);
        return new BuildContext(tar, BaseImages.of(Dockerfile.parse(dockerfile)));
    }
}
