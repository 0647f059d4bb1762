package org.synapsesubnet.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.inference.ErrorBody;
import org.synapsesubnet.api.inference.ErrorCode;
import org.synapsesubnet.api.inference.InferenceEvent;
import org.synapsesubnet.api.inference.InferenceRequest;
import org.synapsesubnet.api.inference.InferenceResult;
import org.synapsesubnet.api.inference.ModuleError;
import org.synapsesubnet.api.inference.ModuleException;
import org.synapsesubnet.api.inference.ModuleJson;
import org.synapsesubnet.api.inference.ModuleMetrics;
import org.synapsesubnet.api.inference.StopReason;

/** A module that says what it was told to, and breaks one rule. */
final class ScriptedModule implements AutoCloseable {
    private static final String DIGEST = "sha256:" + "5e".repeat(32);
    private static final String READY = "{\"state\":\"ready\"}";

    /** Answers that the kit asks for one after another: whole, with a new field, again, streamed. */
    private static final int ONE_BY_ONE = 4;

    private final @Nullable Rule broken;
    private final HttpServer server;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger healths = new AtomicInteger();
    private final AtomicInteger initializations = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicLong tokens = new AtomicLong();
    private final CountDownLatch refusedOne = new CountDownLatch(1);

    /** @param broken null for none */
    ScriptedModule(@Nullable Rule broken) throws IOException {
        this.broken = broken;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(callers);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            switch (exchange.getRequestURI().getPath()) {
                case "/module/v1/health" -> health(exchange);
                case "/module/v1/initialize" -> initialize(exchange);
                case "/module/v1/capabilities" -> send(exchange, 200, capabilities());
                case "/module/v1/metrics" -> send(exchange, 200, metrics());
                case "/module/v1/inference" -> infer(exchange);
                case "/api/tags" ->
                    send(
                            exchange,
                            200,
                            is(Rule.OLLAMA_LISTS_MODELS)
                                    ? "{\"models\":[]}"
                                    : "{\"models\":[{\"name\":\"parrot:latest\"}]}");
                default -> send(exchange, 404, "{}");
            }
        } catch (ModuleException e) {
            refuse(exchange, e.error());
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        boolean later = healths.incrementAndGet() > 1;
        String body =
                is(Rule.HEALTH_ANSWERS) || (is(Rule.HEALTH_UNDER_LOAD) && later) ? "{\"state\":\"sleepy\"}" : READY;
        send(exchange, is(Rule.HEALTH_STATUS_AGREES) ? 503 : 200, body);
    }

    private void initialize(HttpExchange exchange) throws IOException {
        boolean again = initializations.incrementAndGet() > 1;
        if (is(Rule.INITIALIZE_REPEATABLE) && again) {
            refuse(exchange, new ModuleError(ErrorCode.INTERNAL, "already initialized", null));
        } else {
            send(exchange, 200, READY);
        }
    }

    private String capabilities() {
        int length = is(Rule.CAPABILITIES_STEADY) ? 100 + looks.incrementAndGet() : 100;
        String hardware = is(Rule.CAPABILITIES_COMPLETE)
                ? ""
                : "\"hardware\":{\"processor\":\"beak\",\"processors\":1,\"memoryBytes\":0},";
        return """
                {"interfaceVersion":"%s","name":"parrot","version":"1",%s
                 "resources":{"memoryBytes":0,"cpuMillis":0,"gpus":0,"diskBytes":0},
                 "models":[{"name":"parrot","digest":"%s","contextLength":%d,"parallelSlots":4,
                            "features":["stream","seed","ollama"]}]}""".formatted(
                        is(Rule.INTERFACE_UNDERSTOOD) ? "1.1" : "1.0",
                        hardware,
                        is(Rule.MODELS_BY_DIGEST) ? "latest" : DIGEST,
                        length);
    }

    private String metrics() {
        if (is(Rule.METRICS_ANSWER)) {
            return "{\"requestsTotal\":-1}";
        }
        long sum = is(Rule.METRICS_COUNT) ? 0 : tokens.get();
        return text(new ModuleMetrics(answers.get(), 0, 0, 0, sum, sum, 1));
    }

    private void infer(HttpExchange exchange) throws IOException, ModuleException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        InferenceRequest request = read(body);
        if (!request.model().equals("parrot") && !is(Rule.UNKNOWN_MODEL_REFUSED)) {
            throw new ModuleException(ErrorCode.UNKNOWN_MODEL, "only parrot is served", "model");
        }
        if (is(Rule.INFERENCE_ANSWERS)) {
            throw new ModuleException(ErrorCode.INTERNAL, "no voice", null);
        }
        if (request.model().equals("parrot")) {
            meetInTheLoad();
        }
        InferenceResult result = result();
        tokens.addAndGet(result.completionTokens());
        if (request.streamed()) {
            stream(exchange, result);
        } else {
            send(exchange, 200, text(result));
        }
    }

    private InferenceRequest read(byte[] body) throws ModuleException {
        boolean newer = new String(body, StandardCharsets.UTF_8).contains("ofALaterVersion");
        if (newer && is(Rule.NEW_FIELDS_IGNORED)) {
            throw new ModuleException(ErrorCode.INVALID_INPUT, "there is no such field", "ofALaterVersion");
        }
        try {
            return ModuleJson.read(body, InferenceRequest.class);
        } catch (ModuleException e) {
            boolean malformed = e.error().field() == null;
            if (malformed && is(Rule.BAD_JSON_REFUSED)) {
                throw new ModuleException(ErrorCode.INTERNAL, "unexpected end of input", null);
            }
            if (!malformed && is(Rule.FIELD_NAMED)) {
                throw new ModuleException(ErrorCode.INVALID_INPUT, "something is wrong", null);
            }
            throw e;
        }
    }

    /** Of the answers asked for at once, the first waits until the second was refused. */
    private void meetInTheLoad() throws ModuleException {
        int number = answers.incrementAndGet();
        if (!is(Rule.SLOTS_HOLD) || number <= ONE_BY_ONE) {
            return;
        }
        if (number > ONE_BY_ONE + 1) {
            refusedOne.countDown();
            throw new ModuleException(ErrorCode.BUSY, "one at a time", null);
        }
        try {
            if (!refusedOne.await(10, TimeUnit.SECONDS)) {
                throw new ModuleException(ErrorCode.INTERNAL, "nobody came beside", null);
            }
        } catch (InterruptedException e) {
            throw new ModuleException(ErrorCode.NOT_READY, "closing", null);
        }
    }

    private InferenceResult result() {
        String text = is(Rule.SEED_REPEATS) ? "one two " + answers.get() : "one two three";
        long prompt = is(Rule.TOKENS_COUNTED) ? 0 : 3;
        long completion = is(Rule.LIMIT_KEPT) ? Chat.MAX_TOKENS + 1 : 3;
        return new InferenceResult("parrot", text, StopReason.STOP, prompt, completion, 1, 2);
    }

    private void stream(HttpExchange exchange, InferenceResult result) throws IOException {
        List<InferenceEvent> events = new ArrayList<>();
        for (String piece : result.text().split("(?<= )")) {
            events.add(InferenceEvent.piece(piece));
        }
        if (is(Rule.STREAM_ADDS_UP)) {
            events.removeFirst();
        }
        if (!is(Rule.STREAM_WELL_FORMED)) {
            events.add(InferenceEvent.end(result));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (InferenceEvent event : events) {
                out.write(ModuleJson.write(event));
                out.write('\n');
            }
        }
    }

    private boolean is(Rule rule) {
        return broken == rule;
    }

    private static String text(Record value) {
        return new String(ModuleJson.write(value), StandardCharsets.UTF_8);
    }

    private static void refuse(HttpExchange exchange, ModuleError error) throws IOException {
        send(exchange, error.code().httpStatus(), text(new ErrorBody(error)));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        callers.shutdownNow();
    }
}
