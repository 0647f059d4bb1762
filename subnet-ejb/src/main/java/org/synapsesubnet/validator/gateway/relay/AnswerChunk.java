package org.synapsesubnet.validator.gateway.relay;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;

/**
 * One line of an Ollama answer, as it came and as it is understood. An answer that isn't streamed is one chunk that is
 * done.
 */
public final class AnswerChunk {

    private final byte[] line;
    private final Text text;
    private final @Nullable JsonNode toolCalls;
    private final @Nullable JsonNode logprobs;
    private final @Nullable String error;
    private final @Nullable End end;

    AnswerChunk(
            byte[] line,
            Text text,
            @Nullable JsonNode toolCalls,
            @Nullable JsonNode logprobs,
            @Nullable String error,
            @Nullable End end) {
        this.line = line;
        this.text = text;
        this.toolCalls = toolCalls;
        this.logprobs = logprobs;
        this.error = error;
        this.end = end;
    }

    /** What the model said, and what it only thought; both may be empty. */
    record Text(String content, String thinking) {}

    /**
     * What only the last chunk tells.
     *
     * @param reason {@code stop}, {@code length}, {@code load} or {@code unload}
     * @param tokens as the engine counted them, null when it didn't
     * @param times as the engine measured them
     */
    record End(String reason, @Nullable TokenCount tokens, EngineTimes times) {}

    /** The bytes as the miner sent them, without a line feed; not to be changed. */
    public byte[] line() {
        return line;
    }

    /** Text of the answer, empty when this chunk has none. */
    public String content() {
        return text.content();
    }

    /** Text of the model's reasoning, empty when this chunk has none. */
    public String thinking() {
        return text.thinking();
    }

    /** Ollama's {@code message.tool_calls}, null when the model calls no tool. */
    public @Nullable JsonNode toolCalls() {
        return toolCalls;
    }

    /** Ollama's {@code logprobs}, null when none were asked for. */
    public @Nullable JsonNode logprobs() {
        return logprobs;
    }

    public boolean done() {
        return end != null;
    }

    /** Why generation ended: {@code stop} unless the miner said otherwise. */
    public String doneReason() {
        return end == null ? "stop" : end.reason();
    }

    /** Tokens as the engine counted them; null before the last chunk. */
    public @Nullable TokenCount tokens() {
        return end == null ? null : end.tokens();
    }

    /** What the engine spent its time with; nothing before the last chunk. */
    EngineTimes times() {
        return end == null ? EngineTimes.NONE : end.times();
    }

    /** Whether the model made something here, so that the chunk counts as a token as long as no better count is known. */
    boolean carriesText() {
        return !text.content().isEmpty() || !text.thinking().isEmpty() || toolCalls != null;
    }

    @Nullable
    String error() {
        return error;
    }
}
