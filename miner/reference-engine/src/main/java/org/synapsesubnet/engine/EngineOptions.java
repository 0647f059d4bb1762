package org.synapsesubnet.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an engine is started.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes any free one
 * @param models GGUF files by the name they are served under; {@code tiny} means {@code tiny:latest}
 * @param parallel answers made at once per model, 1 to 256
 * @param waiting requests that may wait per model, 1 to 65536; Ollama's bound is 512
 * @param context context length of requests that name none, in tokens, 2 to 1048576
 * @param tokenDelay added to each token, to behave like slower hardware, up to a minute
 * @param maxBody most bytes of a request body, 1 KiB to 1 GiB
 */
public record EngineOptions(
        String host,
        int port,
        Map<String, Path> models,
        int parallel,
        int waiting,
        int context,
        Duration tokenDelay,
        int maxBody) {

    private static final Duration MAX_TOKEN_DELAY = Duration.ofMinutes(1);

    public EngineOptions {
        between("port", port, 0, 65535);
        between("parallel", parallel, 1, 256);
        between("waiting", waiting, 1, 65536);
        between("context", context, 2, 1 << 20);
        between("max body", maxBody, 1 << 10, 1 << 30);
        if (tokenDelay.isNegative() || tokenDelay.compareTo(MAX_TOKEN_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "token delay: " + tokenDelay + ", but PT0S to " + MAX_TOKEN_DELAY + " is allowed");
        }
        if (models.isEmpty()) {
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
        return new EngineOptions("127.0.0.1", 0, Map.of(name, file), 1, 512, 2048, Duration.ZERO, 4 << 20);
    }

    public EngineOptions at(String host, int port) {
        return new EngineOptions(host, port, models, parallel, waiting, context, tokenDelay, maxBody);
    }

    public EngineOptions withModels(Map<String, Path> models) {
        return new EngineOptions(host, port, models, parallel, waiting, context, tokenDelay, maxBody);
    }

    public EngineOptions withParallel(int parallel) {
        return new EngineOptions(host, port, models, parallel, waiting, context, tokenDelay, maxBody);
    }

    public EngineOptions withWaiting(int waiting) {
        return new EngineOptions(host, port, models, parallel, waiting, context, tokenDelay, maxBody);
    }

    public EngineOptions withContext(int context) {
        return new EngineOptions(host, port, models, parallel, waiting, context, tokenDelay, maxBody);
    }

    public EngineOptions withTokenDelay(Duration tokenDelay) {
        return new EngineOptions(host, port, models, parallel, waiting, context, tokenDelay, maxBody);
    }
}
