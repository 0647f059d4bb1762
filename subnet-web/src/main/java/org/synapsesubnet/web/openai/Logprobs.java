package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns Ollama's log-probabilities into OpenAI's, which always have bytes and alternatives. */
final class Logprobs {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Logprobs() {}

    static JsonNode translate(@Nullable JsonNode logprobs) {
        if (logprobs == null) {
            return NODES.nullNode();
        }
        ArrayNode content = NODES.arrayNode();
        for (JsonNode token : logprobs) {
            ObjectNode entry = entry(token);
            ArrayNode alternatives = entry.putArray("top_logprobs");
            token.path("top_logprobs").forEach(alternative -> alternatives.add(entry(alternative)));
            content.add(entry);
        }
        ObjectNode translated = NODES.objectNode();
        translated.set("content", content);
        translated.putNull("refusal");
        return translated;
    }

    private static ObjectNode entry(JsonNode token) {
        String text = token.path("token").asText();
        ObjectNode entry = NODES.objectNode().put("token", text);
        entry.set("logprob", token.path("logprob"));
        JsonNode bytes = token.path("bytes");
        if (bytes.isArray()) {
            entry.set("bytes", bytes);
        } else {
            ArrayNode made = entry.putArray("bytes");
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                made.add(b & 0xff);
            }
        }
        return entry;
    }
}
