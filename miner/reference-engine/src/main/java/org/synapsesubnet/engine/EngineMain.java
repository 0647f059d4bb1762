package org.synapsesubnet.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts an engine from the command line and runs until the process is told to end. */
public final class EngineMain {

    private static final String USAGE = """
            usage: EngineMain --model NAME=PATH [--model NAME=PATH …] [options]
              --host ADDRESS         address to listen on (default 127.0.0.1)
              --port PORT            port to listen on, 0 for any (default 11434)
              --parallel N           answers made at once per model (default 1)
              --waiting N            requests that may wait per model (default 512)
              --ctx N                context length of requests that name none, in tokens (default 2048)
              --token-delay-ms N     added to each token, to behave like slower hardware (default 0)
              --max-body-bytes N     most bytes of a request body (default 4194304)
            """;

    private EngineMain() {}

    public static void main(String... args) throws InterruptedException {
        EngineServer server;
        try {
            server = EngineServer.start(options(args));
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

    static EngineOptions options(String... args) {
        String host = "127.0.0.1";
        int port = 11434;
        int parallel = 1;
        int waiting = 512;
        int context = 2048;
        int tokenDelay = 0;
        int maxBody = 4 << 20;
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
                case "--model" -> addModel(models, value);
                default -> throw new IllegalArgumentException(args[i] + ": no such option");
            }
        }
        return new EngineOptions(
                host, port, models, parallel, waiting, context, Duration.ofMillis(tokenDelay), maxBody);
    }

    private static int integer(String option, String value) {
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
