package org.synapsesubnet.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starts an engine from the command line and runs until the process is told to end. */
public final class EngineMain {

    private static final String USAGE = """
            usage: EngineMain [--model NAME=PATH …] [--models FOLDER] [options]
              --models FOLDER        models in Ollama's layout, to pull into, create in and delete from
              --host ADDRESS         address to listen on (default 127.0.0.1)
              --port PORT            port to listen on, 0 for any (default 11434)
              --parallel N           answers made at once per model (default 1)
              --waiting N            requests that may wait per model (default 512)
              --ctx N                context length of requests that name none, in tokens (default 2048)
              --token-delay-ms N     added to each token, to behave like slower hardware (default 0)
              --max-body-bytes N     most bytes of a request body (default 4194304)
              --max-loaded N         models loaded at once, 0 for any number (default 0)
              --keep-alive TIME      how long a model stays loaded, such as 300 or 5m; -1 for ever (default 5m)
            Without an option its variable counts, as for Ollama: OLLAMA_HOST (address:port), OLLAMA_MODELS,
            OLLAMA_NUM_PARALLEL, OLLAMA_CONTEXT_LENGTH, OLLAMA_MAX_LOADED_MODELS, OLLAMA_KEEP_ALIVE.
            """;

    private EngineMain() {}

    public static void main(String... args) throws InterruptedException {
        EngineServer server;
        try {
            server = EngineServer.start(options(System.getenv(), args));
        } catch (IllegalArgumentException e) {
            fail(e.getMessage() + System.lineSeparator() + USAGE, 2);
            return;
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()), 1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "engine-shutdown"));
        System.out.println("engine listens on " + server.uri());
        new CountDownLatch(1).await();
    }

    @SuppressWarnings("SystemExitOutsideMain") // The one way out of main with a code.
    private static void fail(String message, int code) {
        System.err.println(message);
        System.exit(code);
    }

    static EngineOptions options(Map<String, String> variables, String... args) {
        EngineVariables usual = EngineVariables.of(variables);
        String host = usual.host();
        int port = usual.port();
        Optional<Path> store = usual.models();
        int parallel = usual.parallel();
        int waiting = 512;
        int context = usual.context();
        int tokenDelay = 0;
        int maxBody = 4 << 20;
        int maxLoaded = usual.maxLoaded();
        Duration keepAlive = usual.keepAlive();
        Map<String, Path> models = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + ": a value is needed");
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--host" -> host = value;
                case "--port" -> port = integer(args[i], value);
                case "--parallel" -> parallel = integer(args[i], value);
                case "--waiting" -> waiting = integer(args[i], value);
                case "--ctx" -> context = integer(args[i], value);
                case "--token-delay-ms" -> tokenDelay = integer(args[i], value);
                case "--max-body-bytes" -> maxBody = integer(args[i], value);
                case "--max-loaded" -> maxLoaded = integer(args[i], value);
                case "--keep-alive" -> keepAlive = EngineVariables.keepAlive(args[i], value);
                case "--models" -> store = Optional.of(Path.of(value));
                case "--model" -> addModel(models, value);
                default -> throw new IllegalArgumentException(args[i] + ": no such option");
            }
        }
        return new EngineOptions(
                host,
                port,
                models,
                store,
                parallel,
                waiting,
                context,
                Duration.ofMillis(tokenDelay),
                maxBody,
                maxLoaded,
                keepAlive);
    }

    static int integer(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + ": " + value + ", but a whole number is needed", e);
        }
    }

    private static void addModel(Map<String, Path> models, String value) {
        int equals = value.indexOf('=');
        if (equals < 1 || equals == value.length() - 1) {
            throw new IllegalArgumentException("--model: " + value + ", but NAME=PATH is needed");
        }
        if (models.put(value.substring(0, equals), Path.of(value.substring(equals + 1))) != null) {
            throw new IllegalArgumentException("--model: " + value + ", but each name is allowed once");
        }
    }
}
