package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.synapsesubnet.engine.catalogue.KeepAlive;
import org.synapsesubnet.engine.sampling.SamplingOptions;

/** Reads Ollama's {@code options} and {@code keep_alive}. Options that only tune hardware are accepted and ignored. */
final class OllamaOptions {

    private OllamaOptions() {}

    static SamplingOptions sampling(Fields options) throws ApiException {
        SamplingOptions usual = SamplingOptions.DEFAULT;
        refuseUnsupported(options);
        try {
            return new SamplingOptions(
                    options.integer("seed", usual.seed()),
                    options.number("temperature", usual.temperature()),
                    options.integer("top_k", usual.topK(), Integer.MIN_VALUE, Integer.MAX_VALUE),
                    options.number("top_p", usual.topP()),
                    options.number("min_p", usual.minP()),
                    options.number("repeat_penalty", usual.repeatPenalty()),
                    options.integer("repeat_last_n", usual.repeatLastN(), -1, Integer.MAX_VALUE),
                    options.number("presence_penalty", usual.presencePenalty()),
                    options.number("frequency_penalty", usual.frequencyPenalty()),
                    options.integer("num_predict", usual.numPredict(), -2, Integer.MAX_VALUE),
                    stops(options));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(options.path("") + e.getMessage());
        }
    }

    /** Stop strings; empty ones stop nothing. */
    static List<String> stops(Fields fields) throws ApiException {
        return fields.texts("stop").stream().filter(stop -> !stop.isEmpty()).toList();
    }

    private static void refuseUnsupported(Fields options) throws ApiException {
        for (Map.Entry<String, Double> off :
                Map.of("mirostat", 0.0, "typical_p", 1.0, "tfs_z", 1.0).entrySet()) {
            if (options.number(off.getKey(), off.getValue()) != off.getValue()) {
                throw ApiException.badRequest(
                        options.path(off.getKey()) + ": this engine doesn't sample so; leave it out");
            }
        }
    }

    /** The context length asked for, in tokens. */
    static int context(Fields options, int usual) throws ApiException {
        return options.integer("num_ctx", usual, 1, Integer.MAX_VALUE);
    }

    /** How long the model stays loaded: seconds as a number, or a Go duration such as {@code 5m}; negative for ever. */
    static Duration keepAlive(Fields request, Duration usual) throws ApiException {
        if (!request.has("keep_alive")) {
            return usual;
        }
        if (!request.node("keep_alive").map(JsonNode::isTextual).orElse(false)) {
            return KeepAlive.ofSeconds(request.number("keep_alive", 0));
        }
        String text = request.text("keep_alive").orElse("");
        return KeepAlive.parse(text)
                .orElseThrow(() -> ApiException.badRequest(
                        request.path("keep_alive") + ": " + text + ", but seconds or a duration such as 5m is needed"));
    }
}
