package org.synapsesubnet.miner.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The question for one token, since a hung engine still answers everything else (ollama#1863), and its answer. */
final class OneToken {

    /** Where it is asked. */
    static final String PATH = "/api/generate";

    /** Where the cheap question is asked. */
    static final String CHEAP_PATH = "/api/version";

    static final int OK = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private OneToken() {}

    static byte[] of(String model) {
        ObjectNode question = JSON.createObjectNode()
                .put("model", model)
                .put("prompt", "1")
                .put("raw", true)
                .put("stream", false);
        question.putObject("options").put("num_predict", 1).put("temperature", 0);
        return question.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @return what is wrong with the answer; empty when it has a token */
    static Optional<String> judge(HttpResponse<String> answer) throws JsonProcessingException {
        if (answer.statusCode() != OK) {
            return Optional.of("its engine answers HTTP " + answer.statusCode() + " to a one-token generation");
        }
        JsonNode said = JSON.readTree(answer.body());
        return said.path("eval_count").asLong() > 0 ? Optional.empty() : Optional.of("its engine generates no token");
    }

    static String silence(Duration patience) {
        return "its engine generates nothing within " + patience.toMillis() + " ms";
    }
}
