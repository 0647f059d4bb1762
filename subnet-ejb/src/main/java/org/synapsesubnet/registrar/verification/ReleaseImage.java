package org.synapsesubnet.registrar.verification;

import java.util.Optional;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.registrar.PublishedImage;

/**
 * Finds a release's image: by its id on the engine, or by its digest in the repository that the artifact names, from which
 * it is pulled where the engine doesn't hold it.
 */
final class ReleaseImage {
    private final Images images;

    ReleaseImage(Images images) {
        this.images = images;
    }

    /** @throws EngineException when the engine holds neither, and can't pull it */
    ImageReference of(ReleaseView release) throws EngineException {
        ImageReference id = new ImageReference(release.digest());
        if (images.holds(id)) {
            return id;
        }
        Optional<ImageReference> published = PublishedImage.of(release);
        if (published.isEmpty()) {
            throw new EngineException(
                    Fault.NOT_FOUND,
                    "the verifier's engine doesn't hold the image " + id + ", and the release names no repository");
        }
        if (!images.holds(published.get())) {
            images.pull(published.get());
        }
        return published.get();
    }
}
