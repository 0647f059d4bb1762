package org.synapsesubnet.miner.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Speaks JSON with an engine over HTTP, and makes faults of what goes wrong. */
final class OllamaLine {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SHOWN = 300;

    private final HttpClient client;
    private final Patience patience;

    OllamaLine(HttpClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    static BodyPublisher json(ObjectNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    static ObjectNode object(String text) throws ModelException {
        return tree(text) instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    JsonNode get(URI engine, String path) throws ModelException, InterruptedException {
        return tree(send(engine, "GET", path, BodyPublishers.noBody(), patience.question()));
    }

    JsonNode post(URI engine, String path, ObjectNode body, Duration deadline)
            throws ModelException, InterruptedException {
        return tree(send(engine, "POST", path, json(body), deadline));
    }

    /** Whether there is such a thing. */
    boolean head(URI engine, String path) throws ModelException, InterruptedException {
        try {
            HttpRequest request = request(engine, path, patience.question())
                    .method("HEAD", BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    String send(URI engine, String method, String path, BodyPublisher body, Duration deadline)
            throws ModelException, InterruptedException {
        try {
            HttpRequest request =
                    request(engine, path, deadline).method(method, body).build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw refusal(answer.statusCode(), error(answer.body()).orElse("HTTP " + answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    /** Follows work to its end, a line of progress after the other. Whoever is interrupted hangs up, and the work ends. */
    void follow(URI engine, String path, ObjectNode body, Consumer<ProgressLine> progress)
            throws ModelException, InterruptedException {
        LineQueue lines = new LineQueue();
        HttpRequest request =
                request(engine, path, patience.quiet()).POST(json(body)).build();
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, BodyHandlers.fromLineSubscriber(lines));
        var unused = answer.whenComplete((done, failure) -> {
            if (failure != null) {
                lines.onError(failure.getCause() == null ? failure : failure.getCause());
            }
        });
        try {
            new Following(patience).to(lines, progress);
        } catch (IOException e) {
            throw broken(path, e);
        } finally {
            lines.cancel();
            answer.cancel(true);
        }
    }

    static Optional<String> error(String text) throws ModelException {
        return Optional.ofNullable(
                tree(text.isEmpty() ? "{}" : text).path("error").textValue());
    }

    static JsonNode tree(String text) throws ModelException {
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new ModelException(ModelFault.ENGINE_FAILED, "the engine doesn't answer in JSON: " + shown(text), e);
        }
    }

    private static ModelException refusal(int status, String said) {
        ModelFault fault = EngineWords.fault(said);
        return new ModelException(
                fault == ModelFault.ENGINE_FAILED && status / 100 == 4 ? ModelFault.REFUSED : fault, shown(said));
    }

    private static ModelException broken(String path, IOException e) {
        return e instanceof HttpTimeoutException
                ? new ModelException(ModelFault.DEADLINE_EXCEEDED, "the engine doesn't answer " + path + " in time", e)
                : new ModelException(
                        ModelFault.ENGINE_UNREACHABLE, "the engine can't be reached: " + e.getMessage(), e);
    }

    static String shown(String text) {
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    }

    private static HttpRequest.Builder request(URI engine, String path, Duration deadline) {
        return HttpRequest.newBuilder(engine.resolve(path))
                .timeout(deadline)
                .header("Content-Type", "application/json");
    }
}
