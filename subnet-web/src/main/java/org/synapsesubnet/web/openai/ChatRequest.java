package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.InferenceRequest.Face;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;

/**
 * A request of {@code POST /v1/chat/completions}, checked and turned into Ollama's {@code /api/chat}.
 *
 * @param model as the caller wrote it, which the answer repeats
 * @param streamed whether the answer comes as server-sent events
 * @param usageAsked whether a stream ends with a chunk of token counts ({@code stream_options.include_usage})
 * @param maxTokens the most tokens the answer may have, 0 when no limit was set
 * @param body in Ollama's form
 */
record ChatRequest(String model, boolean streamed, boolean usageAsked, int maxTokens, ObjectNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ALTERNATIVES = 20;

    /** @throws GatewayException naming the field that is wrong */
    static ChatRequest read(byte[] bytes) {
        JsonNode request = parse(bytes);
        JsonField modelField = JsonField.of(request, "model");
        String model = modelField.text();
        if (model.isBlank()) {
            throw modelField.refused("model must not be blank");
        }
        JsonField alternatives = JsonField.of(request, "n");
        if (!alternatives.isAbsent() && alternatives.integer(0, Integer.MAX_VALUE) != 1) {
            throw alternatives.refused("n: %s must be 1; one answer per request is made", alternatives.value());
        }
        JsonField bias = JsonField.of(request, "logit_bias");
        if (!bias.isAbsent() && !bias.object().value().isEmpty()) {
            throw bias.refused("logit_bias is not supported");
        }
        boolean streamed = JsonField.of(request, "stream").flag();
        boolean usageAsked = usageAsked(JsonField.of(request, "stream_options"), streamed);
        JsonField.of(request, "user").optionalText();
        ChatOptions.Translated options = ChatOptions.translate(request, JSON);

        ObjectNode body = JSON.createObjectNode();
        body.put("model", model);
        body.set("messages", ChatMessages.translate(JsonField.of(request, "messages")));
        body.put("stream", streamed);
        if (!options.options().isEmpty()) {
            body.set("options", options.options());
        }
        logprobs(request, body);
        tools(request, body);
        format(JsonField.of(request, "response_format"), body);
        reasoning(JsonField.of(request, "reasoning_effort"), body);
        return new ChatRequest(model, streamed, usageAsked, options.maxTokens(), body);
    }

    InferenceRequest forCaller(Caller caller) {
        try {
            return new InferenceRequest(
                    caller, Face.OPENAI, Route.CHAT, model, streamed, maxTokens, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode request = JSON.readTree(bytes);
            if (request != null && request.isObject()) {
                return request;
            }
            throw new GatewayException(invalid("The request's body must be a JSON object"));
        } catch (JsonProcessingException e) {
            throw new GatewayException(invalid("The request's body is not valid JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new GatewayException(invalid("The request's body is not valid JSON"));
        }
    }

    private static GatewayError invalid(String message) {
        return GatewayError.of(GatewayError.Kind.INVALID_REQUEST, message);
    }

    private static boolean usageAsked(JsonField options, boolean streamed) {
        if (options.isAbsent()) {
            return false;
        }
        if (!streamed) {
            throw options.refused("stream_options is only allowed when stream is true");
        }
        return options.object().child("include_usage").flag();
    }

    private static void logprobs(JsonNode request, ObjectNode body) {
        boolean asked = JsonField.of(request, "logprobs").flag();
        JsonField top = JsonField.of(request, "top_logprobs");
        if (asked) {
            body.put("logprobs", true);
        }
        if (!top.isAbsent()) {
            long count = top.integer(0, MOST_ALTERNATIVES);
            if (!asked) {
                throw top.refused("top_logprobs is only allowed when logprobs is true");
            }
            body.put("top_logprobs", count);
        }
    }

    private static void tools(JsonNode request, ObjectNode body) {
        JsonField tools = JsonField.of(request, "tools");
        JsonField choice = JsonField.of(request, "tool_choice");
        if (!choice.isAbsent()) {
            String text = choice.value().asText();
            if (!text.equals("auto") && !text.equals("none")) {
                throw choice.refused("tool_choice must be auto or none; miners can't be forced to call a tool");
            }
            if (text.equals("none")) {
                return;
            }
        }
        if (!tools.isAbsent() && tools.array().size() > 0) {
            body.set("tools", tools.value());
        }
    }

    private static void format(JsonField format, ObjectNode body) {
        if (format.isAbsent()) {
            return;
        }
        JsonField type = format.object().child("type");
        switch (type.text()) {
            case "text" -> {}
            case "json_object" -> body.put("format", "json");
            case "json_schema" ->
                body.set(
                        "format",
                        format.child("json_schema").child("schema").object().value());
            default ->
                throw type.refused("%s: '%s' must be text, json_object or json_schema", type.path(), type.text());
        }
    }

    private static void reasoning(JsonField effort, ObjectNode body) {
        if (effort.isAbsent()) {
            return;
        }
        switch (effort.text()) {
            case "none" -> body.put("think", false);
            case "minimal", "low" -> body.put("think", "low");
            case "medium" -> body.put("think", "medium");
            case "high", "xhigh" -> body.put("think", "high");
            default ->
                throw effort.refused(
                        "reasoning_effort: '%s' must be none, minimal, low, medium or high", effort.text());
        }
    }
}
