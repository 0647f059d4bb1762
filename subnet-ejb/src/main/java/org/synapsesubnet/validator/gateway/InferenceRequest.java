package org.synapsesubnet.validator.gateway;

import java.util.Objects;
import org.synapsesubnet.access.Caller;

/** A checked request for inference, its body already in Ollama's form, as that is what miners speak. */
public final class InferenceRequest {

    /** A token is seldom shorter than this in JSON; only used until the engine's own count arrives. */
    private static final int BYTES_PER_TOKEN = 4;

    private final Caller caller;
    private final Face face;
    private final Route route;
    private final String askedModel;
    private final String model;
    private final boolean streamed;
    private final int maxTokens;
    private final byte[] body;

    /**
     * @param model as the caller wrote it; without a tag {@code :latest} is meant
     * @param maxTokens the most tokens the answer may have, 0 when the caller set no limit
     * @param body JSON for the miner; not copied, so it mustn't be changed afterwards
     */
    public InferenceRequest(
            Caller caller, Face face, Route route, String model, boolean streamed, int maxTokens, byte[] body) {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model: must not be blank");
        }
        if (maxTokens < 0) {
            throw new IllegalArgumentException("maxTokens: " + maxTokens + " must be at least 0");
        }
        this.caller = Objects.requireNonNull(caller);
        this.face = face;
        this.route = route;
        this.askedModel = model;
        this.model = fullName(model);
        this.streamed = streamed;
        this.maxTokens = maxTokens;
        this.body = body;
    }

    /** The API that a caller speaks. */
    public enum Face {
        OPENAI("openai"),
        OLLAMA("ollama");

        private final String text;

        Face(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** The miner's resource that serves a request. */
    public enum Route {
        CHAT("/api/chat", "chat"),
        GENERATE("/api/generate", "text_completion");

        private final String path;
        private final String operation;

        Route(String path, String operation) {
            this.path = path;
            this.operation = operation;
        }

        public String path() {
            return path;
        }

        /** OpenTelemetry's {@code gen_ai.operation.name}. */
        public String operation() {
            return operation;
        }
    }

    /** A model's name with its tag, as Ollama completes it. */
    public static String fullName(String model) {
        return model.indexOf(':', model.lastIndexOf('/') + 1) < 0 ? model + ":latest" : model;
    }

    public Caller caller() {
        return caller;
    }

    public Face face() {
        return face;
    }

    public Route route() {
        return route;
    }

    /** The model's name as the caller wrote it. */
    public String askedModel() {
        return askedModel;
    }

    /** The full name, tag included. */
    public String model() {
        return model;
    }

    public boolean streamed() {
        return streamed;
    }

    public int maxTokens() {
        return maxTokens;
    }

    public byte[] body() {
        return body;
    }

    /** A guess at the prompt's length in tokens, ≥ 1. */
    public long estimatedPromptTokens() {
        return 1 + body.length / BYTES_PER_TOKEN;
    }
}
