package org.synapsesubnet.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.engine.catalogue.KeepAlive;

/**
 * How an engine is started.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes any free one
 * @param models GGUF files by the name they are served under; {@code tiny} means {@code tiny:latest}
 * @param store folder of models in Ollama's layout that callers may add to and take from; empty for none
 * @param parallel answers made at once per model, 1 to 256
 * @param waiting requests that may wait per model, 1 to 65536; Ollama's bound is 512
 * @param context context length of requests that name none, in tokens, 2 to 1048576
 * @param tokenDelay added to each token, to behave like slower hardware, up to a minute
 * @param maxBody most bytes of a request body, 1 KiB to 1 GiB
 * @param maxLoaded models loaded at once, 0 to 1024; 0 for any number
 * @param keepAlive how long a model stays loaded after a request that doesn't say; negative for ever
 */
public record EngineOptions(
        String host,
        int port,
        Map<String, Path> models,
        Optional<Path> store,
        int parallel,
        int waiting,
        int context,
        Duration tokenDelay,
        int maxBody,
        int maxLoaded,
        Duration keepAlive) {

    private static final Duration MAX_TOKEN_DELAY = Duration.ofMinutes(1);

    public EngineOptions {
        between("port", port, 0, 65535);
        between("parallel", parallel, 1, 256);
        between("waiting", waiting, 1, 65536);
        between("context", context, 2, 1 << 20);
        between("max loaded", maxLoaded, 0, 1024);
        between("max body", maxBody, 1 << 10, 1 << 30);
        if (tokenDelay.isNegative() || tokenDelay.compareTo(MAX_TOKEN_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "token delay: " + tokenDelay + ", but PT0S to " + MAX_TOKEN_DELAY + " is allowed");
        }
        if (models.isEmpty() && store.isEmpty()) {
            throw new IllegalArgumentException("models: none, but at least one is needed");
        }
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    private static void between(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + ": " + value + ", but " + least + " to " + most + " is allowed");
        }
    }

    /** One model on a free port of the loopback address, one answer at a time. */
    public static EngineOptions serving(String name, Path file) {
        return new EngineOptions(
                "127.0.0.1",
                0,
                Map.of(name, file),
                Optional.empty(),
                1,
                512,
                2048,
                Duration.ZERO,
                4 << 20,
                0,
                KeepAlive.USUAL);
    }

    public EngineOptions at(String host, int port) {
        return new EngineOptions(
                host, port, models, store, parallel, waiting, context, tokenDelay, maxBody, maxLoaded, keepAlive);
    }

    public EngineOptions withModels(Map<String, Path> models) {
        return new EngineOptions(
                host, port, models, store, parallel, waiting, context, tokenDelay, maxBody, maxLoaded, keepAlive);
    }

    public EngineOptions withStore(Path folder) {
        return new EngineOptions(
                host,
                port,
                models,
                Optional.of(folder),
                parallel,
                waiting,
                context,
                tokenDelay,
                maxBody,
                maxLoaded,
                keepAlive);
    }

    public EngineOptions withParallel(int parallel) {
        return new EngineOptions(
                host, port, models, store, parallel, waiting, context, tokenDelay, maxBody, maxLoaded, keepAlive);
    }

    public EngineOptions withWaiting(int waiting) {
        return new EngineOptions(
                host, port, models, store, parallel, waiting, context, tokenDelay, maxBody, maxLoaded, keepAlive);
    }

    public EngineOptions withContext(int context) {
        return new EngineOptions(
                host, port, models, store, parallel, waiting, context, tokenDelay, maxBody, maxLoaded, keepAlive);
    }

    public EngineOptions withTokenDelay(Duration tokenDelay) {
        return new EngineOptions(
                host, port, models, store, parallel, waiting, context, tokenDelay, maxBody, maxLoaded, keepAlive);
    }

    public EngineOptions withMaxLoaded(int maxLoaded) {
        return new EngineOptions(
                host, port, models, store, parallel, waiting, context, tokenDelay, maxBody, maxLoaded, keepAlive);
    }
}
