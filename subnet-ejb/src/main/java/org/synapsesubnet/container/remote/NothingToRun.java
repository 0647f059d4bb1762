package org.synapsesubnet.container.remote;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageBuild;
import org.synapsesubnet.container.ImageReader;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/** What runs at a remote Ollama is its owner's choice: there is that, and no other image. */
record NothingToRun(RemoteAddress address) implements Images {

    @Override
    public Optional<ImageReference> find(Map<String, String> labels) {
        return Optional.empty();
    }

    @Override
    public ImageReference build(InputStream context, Map<String, String> labels) throws EngineException {
        throw RemoteEngine.without("build an image");
    }

    @Override
    public ImageReference build(ImageBuild build, Consumer<String> output) throws EngineException {
        throw RemoteEngine.without("build an image");
    }

    @Override
    public long bytes(ImageReference image) throws EngineException {
        throw RemoteEngine.without("measure an image");
    }

    @Override
    public void remove(ImageReference image) throws EngineException {
        throw RemoteEngine.without("remove an image");
    }

    @Override
    public <T> T read(ImageReference image, ImageReader<T> reader) throws EngineException {
        throw RemoteEngine.without("hand out an image");
    }

    @Override
    public void pull(ImageReference image) throws EngineException {
        throw RemoteEngine.without("pull an image");
    }

    @Override
    public boolean holds(ImageReference image) {
        return address.image().equals(image);
    }
}
