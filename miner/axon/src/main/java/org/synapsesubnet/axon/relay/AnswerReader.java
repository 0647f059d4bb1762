package org.synapsesubnet.axon.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads along while an answer of the Ollama API passes, keeping nothing of it but whether the engine said that it was
 * done, how many tokens it counted and how long it took. Works on one JSON object and on one per line alike.
 */
final class AnswerReader {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private int depth;
    private @Nullable String member;
    private boolean readable = true;
    private boolean done;
    private long promptTokens;
    private long completionTokens;
    private long loadNanos;
    private long generationNanos;

    AnswerReader() {
        try {
            parser = FACTORY.createNonBlockingByteArrayParser();
            feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        } catch (IOException e) {
            throw new IllegalStateException("a parser in memory failed to open", e);
        }
    }

    void read(byte[] bytes, int from, int to) {
        if (!readable) {
            return;
        }
        try {
            feeder.feedInput(bytes, from, to);
            JsonToken token;
            while ((token = parser.nextToken()) != JsonToken.NOT_AVAILABLE && token != null) {
                note(token);
            }
        } catch (IOException e) {
            // Not JSON. It goes on to the caller as it is; for the axon it ends without "done".
            readable = false;
            done = false;
        }
    }

    private void note(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> depth++;
            case END_OBJECT, END_ARRAY -> depth--;
            case FIELD_NAME -> member = depth == 1 ? parser.currentName() : null;
            case VALUE_TRUE -> done |= depth == 1 && "done".equals(member);
            case VALUE_NUMBER_INT -> noteCount();
            default -> {
                // Texts and fractions say nothing that the axon needs.
            }
        }
    }

    private void noteCount() throws IOException {
        if (depth == 1 && "prompt_eval_count".equals(member)) {
            promptTokens = Math.max(0, parser.getLongValue());
        } else if (depth == 1 && "eval_count".equals(member)) {
            completionTokens = Math.max(0, parser.getLongValue());
        } else if (depth == 1 && "load_duration".equals(member)) {
            loadNanos = Math.max(0, parser.getLongValue());
        } else if (depth == 1 && "eval_duration".equals(member)) {
            generationNanos = Math.max(0, parser.getLongValue());
        }
    }

    boolean done() {
        return done;
    }

    long promptTokens() {
        return promptTokens;
    }

    long completionTokens() {
        return completionTokens;
    }

    /** Nanoseconds that the engine says it loaded the model. */
    long loadNanos() {
        return loadNanos;
    }

    /** Nanoseconds that the engine says it made tokens. */
    long generationNanos() {
        return generationNanos;
    }
}
