package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageBuild;
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
    public ImageReference build(ImageBuild build, Consumer<String> output) throws EngineException {
        String what = "build an image";
        int there = Objects.requireNonNullElse(
                calls.ask(what, client.infoCmd()::exec).getNCPU(), 1);
        String shortId = calls.ask(what, buildDeadline, () -> {
            try (BuildOutput progress = new BuildOutput(output)) {
                return client.buildImageCmd(build.context())
                        .withLabels(build.labels())
                        .withMemory(build.memoryBytes())
                        .withMemswap(build.memoryBytes())
                        // The engine's interface for builds has shares and sets of cores, but no quota.
                        .withCpusetcpus("0-" + (Math.min(there, build.cpus()) - 1))
                        .withNetworkMode(build.network())
                        .withForcerm(true)
                        .exec(progress)
                        .awaitImageId();
            }
        });
        return new ImageReference(
                calls.ask(what, client.inspectImageCmd(shortId)::exec).getId());
    }

    @Override
    public long bytes(ImageReference image) throws EngineException {
        return Objects.requireNonNullElse(
                calls.ask("inspect " + image, client.inspectImageCmd(image.text())::exec)
                        .getSize(),
                0L);
    }

    @Override
    public void remove(ImageReference image) throws EngineException {
        calls.ask("remove " + image, () -> {
            try {
                client.removeImageCmd(image.text()).withForce(true).exec();
                return true;
            } catch (NotFoundException e) {
                return false;
            }
        });
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
    public void pull(ImageReference image) throws EngineException {
        String what = "pull " + image;
        int at = image.text().indexOf('@');
        if (!image.isInRegistry()) {
            throw new EngineException(Fault.REFUSED, what + ": an id names no registry");
        }
        calls.tell(what, buildDeadline, () -> {
            try (PullImageResultCallback progress = new PullImageResultCallback()) {
                client.pullImageCmd(image.text().substring(0, at))
                        .withTag(image.text().substring(at + 1))
                        .exec(progress)
                        .awaitCompletion();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
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
