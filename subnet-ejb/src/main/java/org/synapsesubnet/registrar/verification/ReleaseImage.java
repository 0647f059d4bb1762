package org.synapsesubnet.registrar.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/** Finds a release's image: by its id on the engine, or by its digest in the repository that the artifact names. */
final class ReleaseImage {
    private final Images images;

    ReleaseImage(Images images) {
        this.images = images;
    }

    /** @throws EngineException {@code NOT_FOUND} when the engine holds neither */
    ImageReference of(ReleaseView release) throws EngineException {
        List<ImageReference> names = names(release.digest(), release.artifact());
        for (ImageReference name : names) {
            if (images.holds(name)) {
                return name;
            }
        }
        throw new EngineException(
                Fault.NOT_FOUND,
                "the verifier's engine doesn't hold the image "
                        + names.stream().map(ImageReference::text).collect(Collectors.joining(" or ")));
    }

    private static List<ImageReference> names(String digest, @Nullable String artifact) {
        var names = new ArrayList<ImageReference>();
        names.add(new ImageReference(digest));
        if (artifact != null) {
            String repository = artifact.replaceFirst("@sha256:.*$", "").replaceFirst(":[^:/]*$", "");
            try {
                names.add(new ImageReference(repository + "@" + digest));
            } catch (InvalidValue otherArtifact) {
                // A file or an address is no repository.
                return names;
            }
        }
        return names;
    }
}
