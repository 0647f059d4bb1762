package org.synapsesubnet.registrar.verification;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.synapsesubnet.api.inference.InferenceModule;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.VolumeMount;

/**
 * A container that can do no harm: hardened as all of ours, and alone in a network that leads nowhere. Only this host,
 * which tries it, shares that network. Else it is started as the fleet would start it, with a volume for models and
 * Ollama's variables, so that one who can't live with these is found out here.
 */
final class LockedContainer implements AutoCloseable {
    /** Label of all that belongs to a verification: its id. */
    static final String LABEL = "org.synapsesubnet.verification";

    private static final String MODELS = "/models";
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration ONE_QUESTION = Duration.ofSeconds(2);

    private final ContainerEngine engine;
    private final UUID verification;
    private final String container;

    private LockedContainer(ContainerEngine engine, UUID verification, String container) {
        this.engine = engine;
        this.verification = verification;
        this.container = container;
    }

    /**
     * An interruption is heeded afterwards.
     *
     * @param threads where the engine is asked
     * @param port at which the module is to be found
     */
    static LockedContainer start(
            ContainerEngine engine,
            ExecutorService threads,
            UUID verification,
            ImageReference image,
            Limits limits,
            int gpus,
            int port)
            throws EngineException {
        try {
            return Undisturbed.ask(threads, () -> start(engine, verification, image, limits, gpus, port));
        } catch (EngineException e) {
            clear(engine, verification);
            throw e;
        }
    }

    private static LockedContainer start(
            ContainerEngine engine, UUID verification, ImageReference image, Limits limits, int gpus, int port)
            throws EngineException {
        String name = "synapse-verify-" + verification;
        Map<String, String> labels = Map.of(LABEL, verification.toString());
        engine.networks().ensureInternal(name, labels);
        String id = engine.containers()
                .create(ContainerSpec.of(name, image, name)
                        .withLabels(labels)
                        .withVolumes(List.of(new VolumeMount(name, MODELS)))
                        .withEnvironment(
                                Map.of("OLLAMA_HOST", "0.0.0.0:" + port, "OLLAMA_MODELS", MODELS, "HOME", "/tmp"))
                        .withLimits(limits)
                        .withGpus(gpus));
        engine.containers().start(id);
        return new LockedContainer(engine, verification, id);
    }

    /** Takes away whatever there is of a verification, also of one whose server died. */
    static void remove(ContainerEngine engine, UUID verification) throws EngineException {
        Map<String, String> labels = Map.of(LABEL, verification.toString());
        for (ObservedContainer left : engine.containers().list(labels)) {
            engine.containers().remove(left.id());
        }
        for (String network : engine.networks().list(labels)) {
            engine.networks().remove(network);
        }
        for (String volume : engine.volumes().list(labels)) {
            engine.volumes().remove(volume);
        }
    }

    String id() {
        return container;
    }

    /**
     * Waits until the module says that it is ready.
     *
     * @return its root
     * @throws IOException when it doesn't within that time, or ended; the message says how
     */
    URI ready(int port, Duration within) throws IOException, EngineException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        String last = "it has no address";
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ONE_QUESTION)
                .build()) {
            while (System.nanoTime() < deadline) {
                Optional<String> address = address();
                if (address.isPresent()) {
                    URI root = URI.create("http://" + address.get() + ":" + port);
                    last = health(client, root);
                    if (last.isEmpty()) {
                        return root;
                    }
                }
                Optional<ContainerExit> exit = exit();
                if (exit.isPresent()) {
                    throw new IOException("the container " + exit.get().reason());
                }
                Thread.sleep(BETWEEN_QUESTIONS);
            }
        }
        throw new IOException("the module wasn't ready at port " + port + " within " + within + ": " + last);
    }

    /** Empty when it is ready, else what it said instead. */
    private static String health(HttpClient client, URI root) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(root + InferenceModule.PATH + "/health"))
                .timeout(ONE_QUESTION)
                .build();
        try {
            int status = client.send(question, BodyHandlers.discarding()).statusCode();
            return status == 200 ? "" : "its health has status " + status;
        } catch (IOException e) {
            return "no answer (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")";
        }
    }

    Optional<ContainerExit> exit() throws EngineException {
        return engine.containers().exit(container);
    }

    private Optional<String> address() throws EngineException {
        return engine.containers().list(Map.of(LABEL, verification.toString())).stream()
                .findFirst()
                .flatMap(ObservedContainer::address);
    }

    @Override
    public void close() {
        clear(engine, verification);
    }

    /** Also when the verification was broken off: its thread is interrupted then, and calls would be refused. */
    private static void clear(ContainerEngine engine, UUID verification) {
        boolean interrupted = Thread.interrupted();
        try {
            remove(engine, verification);
        } catch (EngineException e) {
            VerificationLog.LOG.notRemoved(verification, String.valueOf(e.getMessage()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
