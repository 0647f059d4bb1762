package org.synapsesubnet.engine.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a model stays loaded after a request, as Ollama reads it: seconds, or a Go duration such as {@code 5m}. */
public final class KeepAlive {

    /** What Ollama does where nobody says anything. */
    public static final Duration USUAL = Duration.ofMinutes(5);

    private static final Pattern DURATION = Pattern.compile("(-?)(\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h))+");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);

    /** Beyond this a model is kept for ever. */
    private static final double MAX_SECONDS = 9e9;

    private KeepAlive() {}

    /** Negative for ever; empty for a text that says neither. */
    public static Optional<Duration> parse(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Optional.of(ofSeconds(Double.parseDouble(text)));
        }
        if (!DURATION.matcher(text).matches()) {
            return Optional.empty();
        }
        double seconds = 0;
        Matcher part = DURATION_PART.matcher(text);
        while (part.find()) {
            seconds += Double.parseDouble(part.group(1)) * SECONDS.getOrDefault(part.group(2), 1.0);
        }
        return Optional.of(ofSeconds(text.startsWith("-") ? -seconds : seconds));
    }

    public static Duration ofSeconds(double seconds) {
        return Duration.ofNanos((long) (Math.clamp(seconds, -1, MAX_SECONDS) * 1e9));
    }
}
