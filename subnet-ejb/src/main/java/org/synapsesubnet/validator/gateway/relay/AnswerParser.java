package org.synapsesubnet.validator.gateway.relay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;

/**
 * Reads one line of an Ollama answer in one pass and keeps only what the gateway needs; unknown fields are skipped, not
 * refused. Fields as in Ollama's {@code api/types.go}: {@code ChatResponse}, {@code GenerateResponse}.
 */
final class AnswerParser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private String content = "";
    private String thinking = "";
    private @Nullable JsonNode toolCalls;
    private @Nullable JsonNode logprobs;
    private @Nullable String error;
    private boolean done;
    private String reason = "stop";
    private long prompt;
    private long completion = -1;
    private long loadNanos;
    private long promptNanos;
    private long evalNanos;

    private AnswerParser() {}

    static AnswerChunk parse(byte[] line) throws MalformedAnswerException {
        AnswerParser fields = new AnswerParser();
        try (JsonParser json = JSON.createParser(line)) {
            fields.readDocument(json);
        } catch (JsonProcessingException e) {
            throw new MalformedAnswerException("a chunk is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedAnswerException("a chunk is no JSON: " + e.getMessage());
        }
        return fields.chunk(line);
    }

    private AnswerChunk chunk(byte[] line) throws MalformedAnswerException {
        AnswerChunk.End end = null;
        if (done) {
            if (prompt < 0 || completion < -1) {
                throw new MalformedAnswerException("a count of tokens is below 0");
            }
            end = new AnswerChunk.End(
                    reason,
                    completion < 0 ? null : new TokenCount(prompt, completion, false),
                    EngineTimes.told(loadNanos, promptNanos, evalNanos));
        }
        return new AnswerChunk(line, new AnswerChunk.Text(content, thinking), toolCalls, logprobs, error, end);
    }

    private void readDocument(JsonParser json) throws IOException, MalformedAnswerException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedAnswerException("a chunk is no JSON object");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "message" -> readMessage(json, value);
                case "response" -> content = text(json, value);
                case "thinking" -> thinking = text(json, value);
                case "logprobs" -> logprobs = tree(json, value);
                case "error" -> error = text(json, value);
                case "done" -> done = value == JsonToken.VALUE_TRUE;
                case "done_reason" -> reason = text(json, value);
                case "prompt_eval_count" -> prompt = count(json, value);
                case "eval_count" -> completion = count(json, value);
                case "load_duration" -> loadNanos = count(json, value);
                case "prompt_eval_duration" -> promptNanos = count(json, value);
                case "eval_duration" -> evalNanos = count(json, value);
                default -> json.skipChildren();
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new MalformedAnswerException("a chunk is more than one JSON object");
        }
    }

    private void readMessage(JsonParser json, JsonToken start) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "content" -> content = text(json, value);
                case "thinking" -> thinking = text(json, value);
                case "tool_calls" -> toolCalls = tree(json, value);
                default -> json.skipChildren();
            }
        }
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        if (value.isScalarValue()) {
            return value == JsonToken.VALUE_NULL ? "" : json.getText();
        }
        json.skipChildren();
        return "";
    }

    private static long count(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        json.skipChildren();
        return 0;
    }

    /** Null for an empty or missing array, as that says nothing. */
    private static @Nullable JsonNode tree(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        JsonNode tree = json.readValueAsTree();
        return tree.isEmpty() ? null : tree;
    }
}
