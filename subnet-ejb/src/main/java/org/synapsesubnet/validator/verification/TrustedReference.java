package org.synapsesubnet.validator.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.verification.ReferenceAnswer.Piece;

/**
 * An Ollama that serves nobody but this validator and whose weights it trusts. It is asked the same as a miner, with the
 * same seed, and how likely it finds single tokens of a miner's answer.
 *
 * <p>It is slow and shared: a bounded number of questions is under way at once. Thread-safe.
 */
final class TrustedReference {

    private static final int MOST_ALTERNATIVES = 20;
    private static final Duration LISTING_DEADLINE = Duration.ofSeconds(2);
    private static final long LISTING_FRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private final OllamaClient ollama;
    private final Duration deadline;
    private final Semaphore places;
    private final LongSupplier nanoTime;
    private volatile Listing models = new Listing(Set.of(), Long.MIN_VALUE);

    TrustedReference(HttpClient client, VerificationSettings settings, LongSupplier nanoTime) {
        var address = settings.reference()
                .orElseThrow(() -> new IllegalArgumentException("reference: none, but an address is needed"));
        this.ollama = new OllamaClient(client, address);
        this.deadline = settings.referenceDeadline();
        this.places = new Semaphore(settings.referenceParallel(), true);
        this.nanoTime = nanoTime;
    }

    private record Listing(Set<String> names, long readAt) {}

    /** Full names of its models as it last said; empty before it was asked. Never waits. */
    Set<String> models() {
        return models.names();
    }

    /** Asks for its models unless the last answer is fresh; takes 2 s at most. */
    void refresh() throws ReferenceUnavailableException, InterruptedException {
        Listing known = models;
        if (!known.names().isEmpty() && nanoTime.getAsLong() - known.readAt() < LISTING_FRESH_NANOS) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (JsonNode model : ollama.get("/api/tags", LISTING_DEADLINE).path("models")) {
            names.add(InferenceRequest.fullName(model.path("name").asText()));
        }
        models = new Listing(Set.copyOf(names), nanoTime.getAsLong());
    }

    /**
     * Runs a challenge again. Log-probabilities are asked for whatever the challenge asked: they don't change an answer.
     *
     * @param untilNanos when to give up, by the nano clock
     */
    ReferenceAnswer answer(Challenge challenge, long untilNanos)
            throws ReferenceUnavailableException, InterruptedException {
        ObjectNode body = body(challenge);
        body.put("stream", true).put("logprobs", true).put("top_logprobs", MOST_ALTERNATIVES);
        List<JsonNode> lines = inPlace(untilNanos, left -> ollama.stream("/api/chat", body, left));
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode line : lines) {
            String text = line.path("message").path("content").asText();
            List<ReferenceToken> tokens = tokens(line);
            if (!text.isEmpty() || !tokens.isEmpty()) {
                pieces.add(new Piece(text, tokens));
            }
        }
        if (lines.isEmpty() || !lines.getLast().path("done").asBoolean()) {
            throw new ReferenceUnavailableException("the reference's answer ended before it was done");
        }
        JsonNode end = lines.getLast();
        return new ReferenceAnswer(
                pieces,
                end.path("prompt_eval_count").asLong(),
                end.path("eval_count").asLong());
    }

    /** The prompt as the model sees it, by the model's own template; see {@code DebugRenderOnly} of Ollama's API. */
    String rendered(Challenge challenge, long untilNanos) throws ReferenceUnavailableException, InterruptedException {
        ObjectNode body = body(challenge);
        body.put("stream", false).put("_debug_render_only", true);
        JsonNode answer = inPlace(untilNanos, left -> ollama.post("/api/chat", body, left));
        return Optional.ofNullable(
                        answer.path("_debug_info").path("rendered_template").textValue())
                .orElseThrow(() -> new ReferenceUnavailableException("the reference doesn't show rendered prompts"));
    }

    /** What comes after a prompt and the beginning of an answer, and how many tokens these two are. */
    record Continuation(long promptTokens, Optional<ReferenceToken> token) {}

    /** @param prompt rendered, with the beginning of an answer behind it */
    Continuation next(Challenge challenge, String prompt, long untilNanos)
            throws ReferenceUnavailableException, InterruptedException {
        ObjectNode body = OllamaClient.JSON.createObjectNode();
        body.put("model", challenge.model())
                .put("prompt", prompt)
                .put("raw", true)
                .put("stream", false);
        body.put("logprobs", true).put("top_logprobs", MOST_ALTERNATIVES);
        ObjectNode options = body.putObject("options").put("num_predict", 1).put("temperature", 0);
        // Another length of context than before would make an Ollama load the model anew.
        JsonNode context = body(challenge).path("options").path("num_ctx");
        if (context.isInt()) {
            options.set("num_ctx", context);
        }
        JsonNode answer = inPlace(untilNanos, left -> ollama.post("/api/generate", body, left));
        return new Continuation(
                answer.path("prompt_eval_count").asLong(),
                tokens(answer).stream().findFirst());
    }

    private interface Question<T> {
        T ask(Duration deadline) throws ReferenceUnavailableException, InterruptedException;
    }

    private <T> T inPlace(long untilNanos, Question<T> question)
            throws ReferenceUnavailableException, InterruptedException {
        if (!places.tryAcquire(untilNanos - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)) {
            throw new ReferenceUnavailableException("the reference had no time left for it");
        }
        try {
            Duration left = Duration.ofNanos(untilNanos - nanoTime.getAsLong());
            return question.ask(left.compareTo(deadline) < 0 ? left : deadline);
        } finally {
            places.release();
        }
    }

    private static ObjectNode body(Challenge challenge) {
        try {
            return (ObjectNode) OllamaClient.JSON.readTree(challenge.request());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("request: no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<ReferenceToken> tokens(JsonNode line) {
        List<ReferenceToken> tokens = new ArrayList<>();
        for (JsonNode token : line.path("logprobs")) {
            List<ReferenceToken.Alternative> top = new ArrayList<>();
            for (JsonNode other : token.path("top_logprobs")) {
                top.add(new ReferenceToken.Alternative(
                        other.path("token").asText(), other.path("logprob").asDouble()));
            }
            tokens.add(new ReferenceToken(
                    token.path("token").asText(), token.path("logprob").asDouble(), top));
        }
        return tokens;
    }
}
