package org.synapsesubnet.web.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.web.inference.AnswerForm;

/** One answer as {@code chat.completion}, or as a stream of {@code chat.completion.chunk} events. */
final class ChatForm implements AnswerForm {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] EVENT = "data: ".getBytes(UTF_8);
    private static final byte[] END_OF_EVENT = "\n\n".getBytes(UTF_8);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);
    private static final byte[] ALIVE = ": ping\n\n".getBytes(UTF_8);

    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final String model;
    private final boolean usageAsked;
    private final long created;
    private boolean begun;
    private int toolCalls;

    /** @param model as the caller wrote it */
    ChatForm(String model, boolean usageAsked, Instant created) {
        this.model = model;
        this.usageAsked = usageAsked;
        this.created = created.getEpochSecond();
    }

    @Override
    public String streamType() {
        return "text/event-stream;charset=utf-8";
    }

    @Override
    public byte[] alive() {
        return ALIVE.clone();
    }

    @Override
    public byte[] error(GatewayError error) {
        return OpenAiErrors.bytes(error);
    }

    @Override
    public byte[] lateError(GatewayError error) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        event(out, OpenAiErrors.bytes(error));
        return out.toByteArray();
    }

    @Override
    public byte[] whole(AnswerChunk answer) {
        ObjectNode body = head("chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        JsonNode calls = answer.toolCalls();
        if (calls != null && answer.content().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", answer.content());
        }
        message.putNull("refusal");
        if (!answer.thinking().isEmpty()) {
            message.put("reasoning", answer.thinking());
        }
        if (calls != null) {
            message.set("tool_calls", ToolCalls.translate(calls, toolCalls, false));
            toolCalls += calls.size();
        }
        choice.set("logprobs", Logprobs.translate(answer.logprobs()));
        choice.put("finish_reason", finishReason(answer));
        body.set("usage", usage(answer.tokens()));
        return bytes(body);
    }

    @Override
    public byte[] chunk(AnswerChunk chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        if (!begun) {
            begun = true;
            ObjectNode delta = JSON.createObjectNode().put("role", "assistant").put("content", "");
            event(out, bytes(event(delta, null, null)));
        }
        ObjectNode delta = delta(chunk);
        if (!delta.isEmpty() || chunk.logprobs() != null) {
            event(out, bytes(event(delta, chunk.logprobs(), null)));
        }
        if (chunk.done()) {
            event(out, bytes(event(JSON.createObjectNode(), null, finishReason(chunk))));
            if (usageAsked) {
                ObjectNode last = head("chat.completion.chunk");
                last.putArray("choices");
                last.set("usage", usage(chunk.tokens()));
                event(out, bytes(last));
            }
            out.writeBytes(DONE);
        }
        return out.toByteArray();
    }

    private ObjectNode delta(AnswerChunk chunk) {
        ObjectNode delta = JSON.createObjectNode();
        if (!chunk.content().isEmpty()) {
            delta.put("content", chunk.content());
        }
        if (!chunk.thinking().isEmpty()) {
            delta.put("reasoning", chunk.thinking());
        }
        JsonNode calls = chunk.toolCalls();
        if (calls != null) {
            delta.set("tool_calls", ToolCalls.translate(calls, toolCalls, true));
            toolCalls += calls.size();
        }
        return delta;
    }

    private ObjectNode event(ObjectNode delta, @Nullable JsonNode logprobs, @Nullable String finishReason) {
        ObjectNode body = head("chat.completion.chunk");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.set("logprobs", Logprobs.translate(logprobs));
        choice.put("finish_reason", finishReason);
        if (usageAsked) {
            body.putNull("usage");
        }
        return body;
    }

    private ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private String finishReason(AnswerChunk last) {
        if (toolCalls > 0) {
            return "tool_calls";
        }
        return last.doneReason().equals("length") ? "length" : "stop";
    }

    private static ObjectNode usage(@Nullable TokenCount tokens) {
        long prompt = tokens == null ? 0 : tokens.prompt();
        long completion = tokens == null ? 0 : tokens.completion();
        return JSON.createObjectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private static void event(ByteArrayOutputStream out, byte[] json) {
        out.writeBytes(EVENT);
        out.writeBytes(json);
        out.writeBytes(END_OF_EVENT);
    }

    private static byte[] bytes(ObjectNode body) {
        return JsonBytes.of(body);
    }
}
