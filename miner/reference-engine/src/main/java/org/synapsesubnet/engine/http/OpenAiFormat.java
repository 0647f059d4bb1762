package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.synapsesubnet.engine.generation.DoneReason;
import org.synapsesubnet.engine.generation.GenerationEvent.Finished;
import org.synapsesubnet.engine.generation.GenerationEvent.Piece;
import org.synapsesubnet.engine.generation.GenerationEvent.Usage;

/** Answers of {@code /v1/chat/completions}: a JSON document, or server-sent events. */
final class OpenAiFormat extends AnswerFormat {

    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final String model;
    private final long created;
    private final boolean usageFrame;
    private boolean roleSent;

    /**
     * @param created seconds since 1970
     * @param usageFrame whether a stream ends with the token counts
     */
    OpenAiFormat(String model, long created, boolean usageFrame) {
        this.model = model;
        this.created = created;
        this.usageFrame = usageFrame;
    }

    @Override
    String streamType() {
        return "text/event-stream";
    }

    @Override
    byte[] frame(Piece piece) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = choice(chunk, List.of(piece));
        ObjectNode delta = choice.putObject("delta");
        if (!roleSent) {
            delta.put("role", "assistant");
            roleSent = true;
        }
        delta.put("content", piece.text());
        choice.putNull("finish_reason");
        return event(chunk);
    }

    @Override
    byte[] lastFrames(Finished finished) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = choice(chunk, List.of());
        choice.putObject("delta");
        choice.put("finish_reason", finishReason(finished));
        frames.writeBytes(event(chunk));
        if (usageFrame) {
            ObjectNode counts = head("chat.completion.chunk");
            counts.putArray("choices");
            putUsage(counts, finished.usage());
            frames.writeBytes(event(counts));
        }
        frames.writeBytes("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
        return frames.toByteArray();
    }

    @Override
    byte[] errorFrame(String message) {
        return event(error(500, message));
    }

    @Override
    ObjectNode document(List<Piece> pieces, Finished finished) {
        ObjectNode document = head("chat.completion");
        ObjectNode choice = choice(document, pieces);
        choice.putObject("message").put("role", "assistant").put("content", text(pieces));
        choice.put("finish_reason", finishReason(finished));
        putUsage(document, finished.usage());
        return document;
    }

    /** An error in OpenAI's shape. */
    static ObjectNode error(int status, String message) {
        String type = switch (status) {
            case 404 -> "not_found_error";
            case 400, 405, 413 -> "invalid_request_error";
            default -> "api_error";
        };
        ObjectNode node = Call.JSON.createObjectNode();
        node.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
        return node;
    }

    private ObjectNode head(String object) {
        return Call.JSON
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model)
                .put("system_fingerprint", "fp_ollama");
    }

    private static ObjectNode choice(ObjectNode node, List<Piece> pieces) {
        ObjectNode choice = node.putArray("choices").addObject().put("index", 0);
        ArrayNode logProbabilities = LogProbabilityJson.of(pieces);
        if (!logProbabilities.isEmpty()) {
            choice.putObject("logprobs").set("content", logProbabilities);
        }
        return choice;
    }

    private static void putUsage(ObjectNode node, Usage usage) {
        node.putObject("usage")
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.answerTokens())
                .put("total_tokens", usage.promptTokens() + usage.answerTokens());
    }

    private static String finishReason(Finished finished) {
        return finished.reason() == DoneReason.LENGTH ? "length" : "stop";
    }

    private static byte[] event(ObjectNode node) {
        try {
            return ("data: " + Call.JSON.writeValueAsString(node) + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}
