package org.synapsesubnet.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.engine.catalogue.KeepAlive;

/**
 * The environment variables that Ollama reads too.
 *
 * @param host {@code OLLAMA_HOST} before its colon
 * @param port {@code OLLAMA_HOST} after its colon
 * @param models {@code OLLAMA_MODELS}; empty where it isn't set
 * @param parallel {@code OLLAMA_NUM_PARALLEL}
 * @param context {@code OLLAMA_CONTEXT_LENGTH}
 * @param maxLoaded {@code OLLAMA_MAX_LOADED_MODELS}
 * @param keepAlive {@code OLLAMA_KEEP_ALIVE}
 */
record EngineVariables(
        String host, int port, Optional<Path> models, int parallel, int context, int maxLoaded, Duration keepAlive) {

    private static final int PORT = 11434;

    /** @throws IllegalArgumentException naming the variable that can't be read */
    static EngineVariables of(Map<String, String> variables) {
        String address = variables.getOrDefault("OLLAMA_HOST", "").replaceFirst("^http://", "");
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon >= 0 && !address.endsWith("]") && address.indexOf(':') == colon
                || colon > 0 && address.charAt(colon - 1) == ']';
        String host = (hasPort ? address.substring(0, colon) : address).replaceAll("[\\[\\]]", "");
        return new EngineVariables(
                host.isEmpty() ? "127.0.0.1" : host,
                hasPort ? EngineMain.integer("OLLAMA_HOST", address.substring(colon + 1)) : PORT,
                Optional.ofNullable(variables.get("OLLAMA_MODELS"))
                        .filter(text -> !text.isEmpty())
                        .map(Path::of),
                number(variables, "OLLAMA_NUM_PARALLEL", 1),
                number(variables, "OLLAMA_CONTEXT_LENGTH", 2048),
                number(variables, "OLLAMA_MAX_LOADED_MODELS", 0),
                keepAlive("OLLAMA_KEEP_ALIVE", variables.getOrDefault("OLLAMA_KEEP_ALIVE", "5m")));
    }

    static Duration keepAlive(String name, String text) {
        return KeepAlive.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + ": " + text + ", but seconds or a duration such as 5m is needed"));
    }

    private static int number(Map<String, String> variables, String name, int usual) {
        String text = variables.getOrDefault(name, "");
        return text.isEmpty() ? usual : EngineMain.integer(name, text);
    }
}
