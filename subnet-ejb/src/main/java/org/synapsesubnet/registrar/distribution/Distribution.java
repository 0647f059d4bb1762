package org.synapsesubnet.registrar.distribution;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.OwnerOnlyFile;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.platform.concurrent.VirtualThreads;

/** The registry that images are pushed to and pulled from, if there is one. */
@ApplicationScoped
public class Distribution {

    private static final String PREFIX = "synapse.registrar.";
    private static final Duration CONNECT = Duration.ofSeconds(10);

    @Inject
    private Config config;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    private @Nullable HttpClient client;
    private @Nullable RegistryAddress address;
    private @Nullable RegistryShelf shelf;

    protected Distribution() {}

    @PostConstruct
    void open() {
        Optional<String> text = config.getOptionalValue(PREFIX + "registry", String.class);
        if (text.isEmpty()) {
            return;
        }
        RegistryAddress there = RegistryAddress.parse(text.get());
        HttpClient line = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        Duration patience = Duration.ofMillis(config.getValue(PREFIX + "registry-millis", Long.class));
        client = line;
        address = there;
        shelf = new RegistryShelf(
                new RegistryClient(line, there, account(), patience),
                Path.of(config.getValue(PREFIX + "build-folder", String.class)).resolveSibling("pushes"));
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    /** The repository that a module's images are in, as engines name it; empty where there is no registry. */
    public Optional<String> repository(String module) {
        return Optional.ofNullable(address).map(there -> there.name(module));
    }

    /**
     * Pushes an image into the module's repository.
     *
     * @param images of the engine that has it
     * @return its digest there, {@code sha256:…}
     * @throws ProblemException with status 502 when the registry fails; what was pushed by then names nothing
     */
    public String push(Images images, ImageReference image, String module) {
        try {
            return shelf().push(images, image, module);
        } catch (RegistryFailedException e) {
            throw failed(e);
        } catch (EngineException | IOException e) {
            throw problem(
                    "image-unreadable", "Image can't be read", "The builder's image can't be read: " + e.getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Attaches a signed release to its image, if that is in the registry.
     *
     * @param artifact the release's repository; null or another registry's: nothing happens
     * @param digest of the image
     * @param release the bytes that were signed
     * @param annotations who signed, and how
     * @throws ProblemException with status 502 when the registry fails
     */
    public void attach(
            String module, @Nullable String artifact, String digest, byte[] release, Map<String, String> annotations) {
        if (artifact == null || !repository(module).filter(artifact::equals).isPresent()) {
            return;
        }
        try {
            shelf().attach(module, digest, release, annotations);
        } catch (RegistryFailedException e) {
            throw failed(e);
        } catch (IOException e) {
            throw problem("registry-failed", "Registry failed", "The registry's list of signatures can't be read.");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private RegistryShelf shelf() {
        if (shelf == null) {
            throw new IllegalStateException("no registry is configured");
        }
        return shelf;
    }

    private Optional<String> account() {
        return config.getOptionalValue(PREFIX + "registry-account-file", String.class)
                .map(file -> {
                    try {
                        return new OwnerOnlyFile(Path.of(file), "registry account")
                                .read()
                                .strip();
                    } catch (IOException e) {
                        throw new IllegalStateException(
                                PREFIX + "registry-account-file can't be read: " + e.getMessage(), e);
                    }
                });
    }

    private static ProblemException failed(RegistryFailedException e) {
        return problem(
                "registry-failed",
                "Registry failed",
                e.getMessage() + ". Nothing was published; it can be tried again.");
    }

    private static ProblemException interrupted() {
        Thread.currentThread().interrupt();
        return problem("registry-failed", "Registry failed", "The application ends. Nothing was published.");
    }

    private static ProblemException problem(String kind, String title, String detail) {
        return new ProblemException(Problem.of(kind, title, 502, detail));
    }
}
