package org.synapsesubnet.container;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The images an engine holds. */
public interface Images {

    /** An image that carries all these labels, the newest if there are several. */
    Optional<ImageReference> find(Map<String, String> labels) throws EngineException;

    /**
     * Builds an image.
     *
     * @param context a tar archive with a {@code Dockerfile}; read to its end, not closed
     */
    ImageReference build(InputStream context, Map<String, String> labels) throws EngineException;

    /**
     * Hands out an image as {@code docker save} does.
     *
     * @param reader gets the archive while it comes; what it throws comes back as an {@link EngineException}
     */
    <T> T read(ImageReference image, ImageReader<T> reader) throws EngineException;

    /** Whether the engine could start a container of this image without fetching anything. */
    boolean holds(ImageReference image) throws EngineException;
}
