package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Turns OpenAI's sampling parameters into Ollama's {@code options}; limits as in OpenAI's reference. */
final class ChatOptions {

    private static final int MOST_STOPS = 4;
    private static final int MOST_TOKENS = 1_000_000;

    private ChatOptions() {}

    /** @param maxTokens the most tokens the answer may have, 0 when no limit was set */
    record Translated(ObjectNode options, int maxTokens) {}

    static Translated translate(JsonNode request, ObjectMapper json) {
        ObjectNode options = json.createObjectNode();
        number(request, "temperature", 0, 2, options);
        number(request, "top_p", 0, 1, options);
        number(request, "frequency_penalty", -2, 2, options);
        number(request, "presence_penalty", -2, 2, options);
        JsonField seed = JsonField.of(request, "seed");
        if (!seed.isAbsent()) {
            options.put("seed", seed.integer(Long.MIN_VALUE, Long.MAX_VALUE));
        }
        stop(JsonField.of(request, "stop"), options);
        int maxTokens = maxTokens(request);
        if (maxTokens > 0) {
            options.put("num_predict", maxTokens);
        }
        return new Translated(options, maxTokens);
    }

    private static void number(JsonNode request, String name, double least, double most, ObjectNode options) {
        JsonField field = JsonField.of(request, name);
        if (!field.isAbsent()) {
            options.put(name, field.number(least, most));
        }
    }

    /** {@code max_tokens} is the older name of {@code max_completion_tokens}. */
    private static int maxTokens(JsonNode request) {
        JsonField newer = JsonField.of(request, "max_completion_tokens");
        JsonField field = newer.isAbsent() ? JsonField.of(request, "max_tokens") : newer;
        return field.isAbsent() ? 0 : (int) field.integer(1, MOST_TOKENS);
    }

    private static void stop(JsonField stop, ObjectNode options) {
        @Nullable ArrayNode stops = null;
        if (stop.value().isTextual()) {
            stops = options.putArray("stop").add(stop.text());
        } else if (!stop.isAbsent()) {
            if (!stop.value().isArray()) {
                throw stop.mismatch("a string or an array of strings");
            }
            if (stop.size() > MOST_STOPS) {
                throw stop.refused("stop: %d sequences are more than the limit of %d", stop.size(), MOST_STOPS);
            }
            stops = options.putArray("stop");
            for (int i = 0; i < stop.size(); i++) {
                stops.add(stop.element(i).text());
            }
        }
        if (stops != null && stops.isEmpty()) {
            options.remove("stop");
        }
    }
}
