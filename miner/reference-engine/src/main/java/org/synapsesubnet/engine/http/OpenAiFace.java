package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.engine.catalogue.Catalogue;
import org.synapsesubnet.engine.catalogue.ModelHost;
import org.synapsesubnet.engine.generation.ChatMessage;
import org.synapsesubnet.engine.generation.GenerationRequest;
import org.synapsesubnet.engine.sampling.LogProbabilities;
import org.synapsesubnet.engine.sampling.SamplingOptions;

/** {@code /v1/chat/completions} and {@code /v1/models}, with the defaults of Ollama's OpenAI face. */
final class OpenAiFace {

    private static final double TEMPERATURE = 1;
    private static final double TOP_P = 1;

    private final Catalogue catalogue;
    private final InstantSource clock;

    OpenAiFace(Catalogue catalogue, InstantSource clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    void chatCompletions(Call call) throws IOException, ApiException {
        Fields body = call.json();
        String name = body.text("model").orElse("");
        if (name.isEmpty()) {
            throw ApiException.badRequest("model is required");
        }
        ModelHost host = catalogue.find(name).orElseThrow(() -> ApiException.modelNotFound(name));
        refuseUnsupported(body, name);
        List<ChatMessage> messages = messages(body);
        if (messages.isEmpty()) {
            throw ApiException.badRequest("messages: an empty array, but at least one message is needed");
        }
        boolean stream = body.flag("stream", false);
        boolean usage = body.object("stream_options").flag("include_usage", false);
        SamplingOptions sampling = sampling(body);
        int context = host.defaultContext();
        boolean logProbabilities = body.flag("logprobs", false);
        int top = body.integer("top_logprobs", 0, 0, LogProbabilities.MAX_TOP);
        Completion completion = OllamaFace.checked(() -> new Completion(
                host,
                new GenerationRequest(
                        OllamaFace.prompts(host).conversation(messages, context),
                        sampling,
                        context,
                        logProbabilities,
                        top),
                stream,
                host.keepAlive()));
        Answering.answer(
                call, completion, new OpenAiFormat(name, clock.instant().getEpochSecond(), usage));
    }

    private static SamplingOptions sampling(Fields body) throws ApiException {
        SamplingOptions usual = SamplingOptions.DEFAULT;
        int most = body.integer("max_tokens", usual.numPredict(), -1, Integer.MAX_VALUE);
        try {
            return new SamplingOptions(
                    body.integer("seed", usual.seed()),
                    body.number("temperature", TEMPERATURE),
                    usual.topK(),
                    body.number("top_p", TOP_P),
                    usual.minP(),
                    usual.repeatPenalty(),
                    usual.repeatLastN(),
                    body.number("presence_penalty", usual.presencePenalty()),
                    body.number("frequency_penalty", usual.frequencyPenalty()),
                    body.integer("max_completion_tokens", most, -1, Integer.MAX_VALUE),
                    OllamaOptions.stops(body));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static void refuseUnsupported(Fields body, String name) throws ApiException {
        body.refuse("tools", "\"" + name + "\" does not support tools");
        body.refuse("functions", "\"" + name + "\" does not support tools");
        body.integer("n", 1, 1, 1);
        String format = body.object("response_format").text("type").orElse("text");
        if (!format.equals("text")) {
            throw ApiException.badRequest("response_format.type: " + format + ", but only text is supported");
        }
    }

    private static List<ChatMessage> messages(Fields body) throws ApiException {
        List<ChatMessage> messages = new ArrayList<>();
        for (Fields message : body.objects("messages")) {
            String role = message.text("role").orElse("");
            String content = content(message);
            messages.add(OllamaFace.checked(() -> new ChatMessage(role, content)));
        }
        return messages;
    }

    /** A string, or parts of type text. */
    private static String content(Fields message) throws ApiException {
        Optional<JsonNode> content = message.node("content");
        if (content.isEmpty() || !content.get().isArray()) {
            return message.text("content").orElse("");
        }
        StringBuilder text = new StringBuilder();
        for (Fields part : message.objects("content")) {
            String type = part.text("type").orElse("");
            if (!type.equals("text")) {
                throw ApiException.badRequest(part.path("type") + ": " + type + ", but only text is supported");
            }
            text.append(part.text("text").orElse(""));
        }
        return text.toString();
    }

    void models(Call call) throws IOException {
        ObjectNode list = Call.JSON.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        catalogue.all().forEach(host -> data.add(describe(host)));
        call.send(200, list);
    }

    void model(Call call, String name) throws IOException, ApiException {
        ModelHost host = catalogue.find(name).orElseThrow(() -> ApiException.modelNotFound(name));
        call.send(200, describe(host));
    }

    private static ObjectNode describe(ModelHost host) {
        return Call.JSON
                .createObjectNode()
                .put("id", host.model().name().toString())
                .put("object", "model")
                .put("created", host.model().modified().getEpochSecond())
                .put("owned_by", "library");
    }
}
