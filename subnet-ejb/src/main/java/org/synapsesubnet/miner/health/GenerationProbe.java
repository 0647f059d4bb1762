package org.synapsesubnet.miner.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Optional;

/**
 * Asks an engine for one token, since a hung engine still answers everything else (ollama#1863). Blocks; stays within
 * its deadlines.
 */
final class GenerationProbe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final HealthSettings settings;

    GenerationProbe(HttpClient client, HealthSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** @return what was wrong; empty when a token came in time */
    Optional<String> generation(URI engine, String model) throws InterruptedException {
        ObjectNode question = JSON.createObjectNode()
                .put("model", model)
                .put("prompt", "1")
                .put("raw", true)
                .put("stream", false);
        question.putObject("options").put("num_predict", 1).put("temperature", 0);
        HttpRequest request = HttpRequest.newBuilder(engine.resolve("/api/generate"))
                .timeout(settings.generation())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question.toString()))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return Optional.of("its engine answers HTTP " + answer.statusCode() + " to a one-token generation");
            }
            return tokens(answer.body()) > 0 ? Optional.empty() : Optional.of("its engine generates no token");
        } catch (HttpTimeoutException e) {
            return Optional.of("its engine generates nothing within "
                    + settings.generation().toMillis() + " ms");
        } catch (IOException e) {
            return Optional.of("its engine can't be reached");
        }
    }

    /** The cheap question: whether anybody answers at all. */
    boolean sign(URI engine) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(engine.resolve("/api/version"))
                .timeout(settings.sign())
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static long tokens(String answer) throws JsonProcessingException {
        JsonNode said = JSON.readTree(answer);
        return said.path("eval_count").asLong();
    }
}
