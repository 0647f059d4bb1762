package org.synapsesubnet.container;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
     * Builds an image from what others wrote; to interrupt the caller ends the build.
     *
     * @param output hears what the build says as it says it, on a thread of the engine's; must not wait
     * @throws EngineException {@code ENGINE_FAILED} when a step of the build fails
     */
    ImageReference build(ImageBuild build, Consumer<String> output) throws EngineException;

    /** Size of an image with all its layers. */
    long bytes(ImageReference image) throws EngineException;

    /** Removes an image and those of its layers that nothing else needs; that it is gone already is no error. */
    void remove(ImageReference image) throws EngineException;

    /**
     * Hands out an image as {@code docker save} does.
     *
     * @param reader gets the archive while it comes; what it throws comes back as an {@link EngineException}
     */
    <T> T read(ImageReference image, ImageReader<T> reader) throws EngineException;

    /**
     * Fetches an image from the registry that its name begins with.
     *
     * @param image {@code repository@sha256:…}; the engine checks that it gets those bytes
     * @throws EngineException {@code NOT_FOUND} when the registry has none, {@code REFUSED} for an image's id, which leads
     *     nowhere
     */
    void pull(ImageReference image) throws EngineException;

    /** Whether the engine could start a container of this image without fetching anything. */
    boolean holds(ImageReference image) throws EngineException;
}
