package org.synapsesubnet.container.process;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageBuild;
import org.synapsesubnet.container.ImageReader;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/** What can be started: the allowed commands. Nobody adds to them. */
record CommandImages(AllowedCommands commands) implements Images {

    @Override
    public Optional<ImageReference> find(Map<String, String> labels) {
        return Optional.empty();
    }

    @Override
    public ImageReference build(InputStream context, Map<String, String> labels) throws EngineException {
        throw without("build an image");
    }

    @Override
    public ImageReference build(ImageBuild build, Consumer<String> output) throws EngineException {
        throw without("build an image");
    }

    @Override
    public long bytes(ImageReference image) throws EngineException {
        throw without("measure an image");
    }

    @Override
    public void remove(ImageReference image) throws EngineException {
        throw without("remove an image");
    }

    @Override
    public <T> T read(ImageReference image, ImageReader<T> reader) throws EngineException {
        throw without("hand out an image");
    }

    @Override
    public void pull(ImageReference image) throws EngineException {
        throw without("pull an image");
    }

    @Override
    public boolean holds(ImageReference image) {
        return commands.find(image).isPresent();
    }

    private static EngineException without(String action) {
        return new EngineException(Fault.REFUSED, action + ": processes have none");
    }
}
