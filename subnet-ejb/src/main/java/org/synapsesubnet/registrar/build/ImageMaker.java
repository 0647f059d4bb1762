package org.synapsesubnet.registrar.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.synapsesubnet.api.build.GitSource;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageBuild;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/** Makes the image of one build on the builder. */
final class ImageMaker {

    private static final String DEFAULT_REGISTRY = "docker.io";

    private final Images images;
    private final BuildSettings settings;
    private final GitCheckout git;

    ImageMaker(Images images, BuildSettings settings, GitCheckout git) {
        this.images = images;
        this.settings = settings;
        this.git = git;
    }

    /**
     * Fetches the context where need be, and builds; to interrupt the caller ends it.
     *
     * @param output hears what the build says
     * @throws org.synapsesubnet.api.problem.ProblemException when a commit's files are no context
     */
    Ending make(BuildOrder order, Consumer<String> output)
            throws IOException, InterruptedException, EngineException, BuildFailedException {
        BuildContext context = order.context() != null ? order.context() : fetched(order, output);
        requireBases(context.bases());
        ImageReference image;
        try (InputStream tar = Files.newInputStream(context.tar())) {
            image = images.build(
                    new ImageBuild(tar, order.labels(), settings.memoryBytes(), settings.cpus(), settings.network()),
                    output);
        }
        long bytes = images.bytes(image);
        if (bytes > settings.imageBytes()) {
            throw new BuildFailedException("The image has " + bytes + " bytes; it may have " + settings.imageBytes()
                    + " (synapse.registrar.build-image-bytes).");
        }
        return Ending.succeeded(image, bytes);
    }

    /** Removes what a build made; nothing happens where it made nothing. */
    void unmake(UUID build) throws EngineException {
        Map<String, String> label = Map.of(BuildOrder.BUILD_LABEL, build.toString());
        Optional<ImageReference> left = images.find(label);
        if (left.isPresent()) {
            images.remove(left.get());
        }
    }

    private BuildContext fetched(BuildOrder order, Consumer<String> output)
            throws IOException, InterruptedException, BuildFailedException {
        GitSource source = order.source().git();
        if (source == null) {
            throw new IllegalStateException("build " + order.id() + " has neither context nor commit");
        }
        output.accept("Fetching " + source.commit() + " of " + source.url() + "\n");
        return BuildContext.of(
                git.archive(source, order.folder()), order.folder().resolve("context.tar"), settings.context());
    }

    private void requireBases(List<ImageReference> bases) throws EngineException, BuildFailedException {
        for (ImageReference base : bases) {
            if (!mayBeFetched(base) && !images.holds(base)) {
                throw new BuildFailedException("The builder doesn't have the base image " + base
                        + ", and synapse.registrar.base-registries doesn't name its registry.");
            }
        }
    }

    /** An image's id leads nowhere; other names begin with a registry, or belong to Docker's. */
    private boolean mayBeFetched(ImageReference base) {
        Set<String> registries = settings.baseRegistries();
        int at = base.text().indexOf('@');
        if (at < 0) {
            return false;
        }
        String repository = base.text().substring(0, at);
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return registries.contains(host ? first : DEFAULT_REGISTRY);
    }
}
