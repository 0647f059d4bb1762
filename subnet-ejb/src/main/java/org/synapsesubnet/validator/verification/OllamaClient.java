package org.synapsesubnet.validator.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Speaks to the trusted reference's Ollama API, each call with a deadline for the whole answer. */
final class OllamaClient {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI base;

    OllamaClient(HttpClient client, URI base) {
        this.client = client;
        this.base = base;
    }

    JsonNode get(String path, Duration deadline) throws ReferenceUnavailableException, InterruptedException {
        return read(send(HttpRequest.newBuilder(base.resolve(path)).build(), deadline));
    }

    /** An answer in one document. */
    JsonNode post(String path, ObjectNode body, Duration deadline)
            throws ReferenceUnavailableException, InterruptedException {
        return read(send(request(path, body), deadline));
    }

    /** An answer line by line. */
    List<JsonNode> stream(String path, ObjectNode body, Duration deadline)
            throws ReferenceUnavailableException, InterruptedException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : send(request(path, body), deadline).split("\n")) {
            if (!line.isBlank()) {
                lines.add(read(line));
            }
        }
        return lines;
    }

    private HttpRequest request(String path, ObjectNode body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    /** The client's own deadline ends with the answer's head; this one holds to its end. */
    private String send(HttpRequest request, Duration deadline)
            throws ReferenceUnavailableException, InterruptedException {
        CompletableFuture<HttpResponse<String>> sent = client.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> response = sent.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new ReferenceUnavailableException("the reference answers HTTP " + response.statusCode() + " to "
                        + request.uri().getPath());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new ReferenceUnavailableException("the reference can't be reached: " + e.getCause());
        } catch (TimeoutException e) {
            throw new ReferenceUnavailableException("the reference doesn't answer within " + deadline);
        } finally {
            sent.cancel(true);
        }
    }

    private static JsonNode read(String text) throws ReferenceUnavailableException {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.has("error")) {
                throw new ReferenceUnavailableException(
                        "the reference failed: " + node.path("error").asText());
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ReferenceUnavailableException("the reference's answer is no JSON: " + e.getOriginalMessage());
        }
    }
}
