package org.synapsesubnet.engine.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synapsesubnet.engine.sampling.SamplingOptions;

/** Reads Ollama's {@code options} and {@code keep_alive}. Options that only tune hardware are accepted and ignored. */
final class OllamaOptions {

    private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofMinutes(5);
    private static final Pattern DURATION = Pattern.compile("(-?)(\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h))+");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);

    /** Beyond this a model is kept for ever. */
    private static final double MAX_SECONDS = 9e9;

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
    static Duration keepAlive(Fields request) throws ApiException {
        Optional<Double> seconds = Optional.empty();
        if (request.node("keep_alive").isPresent()
                && !request.node("keep_alive").get().isTextual()) {
            seconds = Optional.of(request.number("keep_alive", 0));
        } else if (request.has("keep_alive")) {
            seconds = Optional.of(seconds(request.text("keep_alive").orElse(""), request.path("keep_alive")));
        }
        return seconds.map(OllamaOptions::duration).orElse(DEFAULT_KEEP_ALIVE);
    }

    private static Duration duration(double seconds) {
        double bounded = Math.clamp(seconds, -1, MAX_SECONDS);
        return Duration.ofNanos((long) (bounded * 1e9));
    }

    private static double seconds(String text, String field) throws ApiException {
        if (text.matches("-?\\d{1,18}")) {
            return Double.parseDouble(text);
        }
        if (!DURATION.matcher(text).matches()) {
            throw ApiException.badRequest(field + ": " + text + ", but seconds or a duration such as 5m is needed");
        }
        double seconds = 0;
        Matcher part = DURATION_PART.matcher(text);
        while (part.find()) {
            seconds += Double.parseDouble(part.group(1)) * SECONDS.getOrDefault(part.group(2), 1.0);
        }
        return text.startsWith("-") ? -seconds : seconds;
    }
}
