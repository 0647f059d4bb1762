package org.synapsesubnet.registrar.verification;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.registrar.verification.image.SavedImage;

/** Makes images on the machine's engine, out of the reference engine's, and removes them in the end. */
final class ImageKitchen implements AutoCloseable {
    /** What every image needs that is to pass. */
    static final String DECENT = """
            USER 65532:65532
            HEALTHCHECK --interval=1h CMD ["/opt/java/bin/java", "-version"]
            """;

    static final Path PYTHON = Path.of("..", "module-python").toAbsolutePath().normalize();

    private final Path socket = RealEngine.socket();
    private final ContainerEngine engine = RealEngine.connect();
    private final ImageReference base = EngineImage.on(engine);
    private final Deque<ImageReference> made = new ArrayDeque<>();

    ContainerEngine engine() {
        return engine;
    }

    Path socket() {
        return socket;
    }

    /** A file of an image in the making. */
    record Content(int mode, byte[] bytes) {
        static Content text(String text) {
            return new Content(0644, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param lines of a Dockerfile, behind those that lay the files */
    ImageReference cook(String lines, Map<String, Content> files) throws EngineException, IOException {
        return cook(base, lines, files);
    }

    ImageReference cook(ImageReference from, String lines, Map<String, Content> files)
            throws EngineException, IOException {
        var parts = new LinkedHashMap<String, Content>();
        files.forEach((path, content) -> parts.put("root/" + path, content));
        String copy = files.isEmpty() ? "" : "COPY root/ /\n";
        // Where the volume for models goes: it gets the owner that the folder has.
        parts.put("models/.keep", Content.text(""));
        String models = "COPY --chown=65532:65532 models /models\n";
        parts.put("Dockerfile", Content.text("FROM " + from.text() + "\n" + models + copy + lines));
        ImageReference image = engine.images().build(new ByteArrayInputStream(tar(parts)), Map.of());
        made.push(image);
        return image;
    }

    private static byte[] tar(Map<String, Content> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, Content> part : parts.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(part.getKey());
                entry.setMode(0100000 | part.getValue().mode());
                entry.setSize(part.getValue().bytes().length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(part.getValue().bytes());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The base image of modules in Python, as its own script makes it. */
    ImageReference python() throws IOException, InterruptedException {
        String name = "synapse-module-python-" + UUID.randomUUID();
        ProcessBuilder script = new ProcessBuilder("sh", PYTHON + "/image.sh", name).redirectErrorStream(true);
        script.environment().put("DOCKER_HOST", "unix://" + socket);
        Process making = script.start();
        String said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (making.waitFor() != 0) {
            throw new IOException("image.sh: " + said);
        }
        try (DockerClient client = client()) {
            ImageReference image =
                    new ImageReference(client.inspectImageCmd(name).exec().getId());
            made.push(image);
            return image;
        }
    }

    /** The image of a {@link SilentModule}. */
    ImageReference silentModule() throws EngineException, IOException {
        String name = SilentModule.class.getName();
        String file = name.replace('.', '/') + ".class";
        try (InputStream code = SilentModule.class.getResourceAsStream("/" + file)) {
            return cook(
                    DECENT + """
                    EXPOSE 8080
                    ENTRYPOINT ["/opt/java/bin/java", "-cp", "/opt/silent", "%s"]
                    CMD []
                    """.formatted(name),
                    Map.of(
                            "opt/silent/" + file,
                            new Content(0644, Objects.requireNonNull(code).readAllBytes())));
        }
    }

    /** An image of one file, as if it came from another engine. */
    ImageReference load(String path, Content content) throws IOException {
        SavedImage saved = new SavedImage().config("{\"User\":\"app\",\"Healthcheck\":{\"Test\":[\"CMD\",\"/ok\"]}}");
        saved.with(saved.layer().file(path, content.mode(), content.bytes()));
        try (DockerClient client = client();
                InputStream archive = saved.old()) {
            client.loadImageCmd(archive).exec();
        }
        ImageReference image = new ImageReference(saved.id());
        made.push(image);
        return image;
    }

    /** Images of which others were made go after those. */
    @Override
    public void close() throws IOException {
        try (DockerClient client = client()) {
            int before;
            do {
                before = made.size();
                made.removeIf(image -> removed(client, image));
            } while (!made.isEmpty() && made.size() < before);
        } finally {
            engine.close();
        }
    }

    private static boolean removed(DockerClient client, ImageReference image) {
        try {
            client.removeImageCmd(image.text()).withForce(true).exec();
        } catch (NotFoundException goneAlready) {
            return true;
        } catch (ConflictException othersNeedIt) {
            return false;
        }
        return true;
    }

    private DockerClient client() {
        URI address = URI.create("unix://" + socket);
        return DockerClientImpl.getInstance(
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost(address.toString())
                        .withApiVersion("1.41")
                        .build(),
                new ApacheDockerHttpClient.Builder().dockerHost(address).build());
    }
}
