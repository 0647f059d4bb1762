package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import org.synapsesubnet.engine.generation.DoneReason;
import org.synapsesubnet.engine.generation.GenerationEvent.Finished;
import org.synapsesubnet.engine.generation.GenerationEvent.Piece;
import org.synapsesubnet.engine.generation.GenerationEvent.Usage;

/** Answers of {@code /api/generate} and {@code /api/chat}: JSON objects, one per line when streamed. */
final class OllamaFormat extends AnswerFormat {

    private final boolean chat;
    private final String model;
    private final InstantSource clock;
    private final boolean withContext;
    private final long start;

    /**
     * @param model the name as the caller wrote it
     * @param withContext whether the end carries the tokens, for a later question to build on
     */
    OllamaFormat(boolean chat, String model, boolean withContext, InstantSource clock) {
        this.chat = chat;
        this.model = model;
        this.withContext = withContext;
        this.clock = clock;
        this.start = System.nanoTime();
    }

    @Override
    String streamType() {
        return "application/x-ndjson";
    }

    @Override
    byte[] frame(Piece piece) {
        ObjectNode node = answer(piece.text()).put("done", false);
        putLogProbabilities(node, List.of(piece));
        return line(node);
    }

    @Override
    byte[] lastFrames(Finished finished) {
        return line(end(answer(""), finished));
    }

    @Override
    byte[] errorFrame(String message) {
        return line(error(message));
    }

    @Override
    ObjectNode document(List<Piece> pieces, Finished finished) {
        ObjectNode node = end(answer(text(pieces)), finished);
        putLogProbabilities(node, pieces);
        return node;
    }

    /** The answer to a request that only loads or unloads the model. */
    ObjectNode withoutTokens(DoneReason reason) {
        return answer("").put("done", true).put("done_reason", reason.word());
    }

    /** The answer to a chat that asks for its prompt instead of a reply ({@code DebugRenderOnly} of Ollama's API). */
    ObjectNode renderedOnly(String prompt) {
        ObjectNode node = answer("").put("done", false);
        node.putObject("_debug_info").put("rendered_template", prompt);
        return node;
    }

    static ObjectNode error(String message) {
        return Call.JSON.createObjectNode().put("error", message);
    }

    static byte[] line(ObjectNode node) {
        try {
            byte[] json = Call.JSON.writeValueAsBytes(node);
            byte[] line = new byte[json.length + 1];
            System.arraycopy(json, 0, line, 0, json.length);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    private ObjectNode answer(String text) {
        ObjectNode node = Call.JSON
                .createObjectNode()
                .put("model", model)
                .put("created_at", clock.instant().toString());
        if (chat) {
            node.putObject("message").put("role", "assistant").put("content", text);
        } else {
            node.put("response", text);
        }
        return node;
    }

    private ObjectNode end(ObjectNode node, Finished finished) {
        Usage usage = finished.usage();
        node.put("done", true).put("done_reason", finished.reason().word());
        if (withContext) {
            ArrayNode context = node.putArray("context");
            finished.tokens().forEach(context::add);
        }
        long total = System.nanoTime() - start;
        return node.put("total_duration", total)
                .put("load_duration", Math.max(0, total - usage.promptNanos() - usage.answerNanos()))
                .put("prompt_eval_count", usage.promptTokens())
                .put("prompt_eval_duration", usage.promptNanos())
                .put("eval_count", usage.answerTokens())
                .put("eval_duration", usage.answerNanos());
    }

    private static void putLogProbabilities(ObjectNode node, List<Piece> pieces) {
        ArrayNode logProbabilities = LogProbabilityJson.of(pieces);
        if (!logProbabilities.isEmpty()) {
            node.set("logprobs", logProbabilities);
        }
    }
}
