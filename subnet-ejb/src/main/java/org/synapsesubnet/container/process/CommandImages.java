package org.synapsesubnet.container.process;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
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
        throw new EngineException(Fault.REFUSED, "build an image: processes have none");
    }

    @Override
    public boolean holds(ImageReference image) {
        return commands.find(image).isPresent();
    }
}
