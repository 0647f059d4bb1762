package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.model.Image;
import java.io.InputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageReader;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/** Images of a Docker engine. */
final class DockerImages implements Images {

    private final DockerClient client;
    private final Calls calls;
    private final Duration buildDeadline;

    DockerImages(DockerClient client, Calls calls, Duration buildDeadline) {
        this.client = client;
        this.calls = calls;
        this.buildDeadline = buildDeadline;
    }

    @Override
    public Optional<ImageReference> find(Map<String, String> labels) throws EngineException {
        return calls.ask("list images", client.listImagesCmd().withLabelFilter(labels)::exec).stream()
                .max(Comparator.comparingLong(Image::getCreated))
                .map(image -> new ImageReference(image.getId()));
    }

    @Override
    public ImageReference build(InputStream context, Map<String, String> labels) throws EngineException {
        String what = "build an image";
        String shortId = calls.ask(what, buildDeadline, () -> {
            try (BuildImageResultCallback progress = new BuildImageResultCallback()) {
                return client.buildImageCmd(context)
                        .withLabels(labels)
                        .withForcerm(true)
                        .exec(progress)
                        .awaitImageId();
            }
        });
        return new ImageReference(
                calls.ask(what, client.inspectImageCmd(shortId)::exec).getId());
    }

    @Override
    public <T> T read(ImageReference image, ImageReader<T> reader) throws EngineException {
        return calls.ask("read " + image, buildDeadline, () -> {
            try (InputStream archive = client.saveImageCmd(image.text()).exec()) {
                return reader.read(archive);
            }
        });
    }

    @Override
    public boolean holds(ImageReference image) throws EngineException {
        try {
            calls.ask("inspect " + image, client.inspectImageCmd(image.text())::exec);
            return true;
        } catch (EngineException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
