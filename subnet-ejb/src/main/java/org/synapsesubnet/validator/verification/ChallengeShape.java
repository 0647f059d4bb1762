package org.synapsesubnet.validator.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The forms in which challenges go out, fields in the order in which customers' requests have them: those of the OpenAI
 * face as the gateway translates them, and those of Ollama's clients, which the gateway passes on as they are.
 *
 * <p>A seed makes an answer repeatable and log-probabilities make it comparable, so most challenges ask for them, as
 * some customers do. Some ask for less, so that a miner which serves only eye-catching requests well is found out.
 */
public enum ChallengeShape {
    /** OpenAI's {@code seed}, {@code logprobs} and {@code top_logprobs}. */
    OPENAI_LOGPROBS(true),
    /** OpenAI's {@code seed} alone. */
    OPENAI_SEEDED(false),
    /** Temperature 0 repeats itself without a seed: the plainest request there is. */
    OPENAI_GREEDY(false),
    /** An Ollama client that sets the context's length. */
    OLLAMA_LOGPROBS(true);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean logprobs;

    ChallengeShape(boolean logprobs) {
        this.logprobs = logprobs;
    }

    /** Whether it asks for log-probabilities. */
    public boolean logprobs() {
        return logprobs;
    }

    /**
     * What varies within a form.
     *
     * @param model as a customer would write it
     * @param role how the assistant should behave, empty for most
     * @param temperature 0.6 to 1.0
     * @param numPredict the most tokens of the answer
     * @param numCtx length of the context in tokens, 0 to leave it to the miner
     * @param topLogprobs alternatives per token, 0 to 20
     */
    public record Question(
            String model,
            String role,
            String question,
            double temperature,
            int seed,
            int numPredict,
            int numCtx,
            int topLogprobs) {}

    /** The request's body as it is sent. */
    public String write(Question asked) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", asked.model());
        ArrayNode messages = body.putArray("messages");
        if (!asked.role().isEmpty()) {
            messages.addObject().put("role", "system").put("content", asked.role());
        }
        messages.addObject().put("role", "user").put("content", asked.question());
        body.put("stream", true);
        ObjectNode options = body.putObject("options");
        options.put("temperature", this == OPENAI_GREEDY ? 0 : asked.temperature());
        if (this != OPENAI_GREEDY) {
            options.put("seed", asked.seed());
        }
        if (this == OLLAMA_LOGPROBS && asked.numCtx() > 0) {
            options.put("num_ctx", asked.numCtx());
        }
        options.put("num_predict", asked.numPredict());
        if (logprobs) {
            body.put("logprobs", true);
            body.put("top_logprobs", asked.topLogprobs());
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON tree can always be written", e);
        }
    }

    /** Most challenges of a wave have log-probabilities, the first of each miner always. */
    static ChallengeShape drawn(SecretDraws draws, int number) {
        List<ChallengeShape> choices = number == 0
                ? List.of(OPENAI_LOGPROBS, OLLAMA_LOGPROBS)
                : List.of(
                        OPENAI_LOGPROBS,
                        OPENAI_LOGPROBS,
                        OLLAMA_LOGPROBS,
                        OLLAMA_LOGPROBS,
                        OLLAMA_LOGPROBS,
                        OPENAI_SEEDED,
                        OPENAI_SEEDED,
                        OPENAI_GREEDY);
        return draws.oneOf(choices);
    }
}
