package org.synapsesubnet.engine.http;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.synapsesubnet.engine.catalogue.Catalogue;
import org.synapsesubnet.engine.catalogue.ModelHost;
import org.synapsesubnet.engine.generation.ChatMessage;
import org.synapsesubnet.engine.generation.DoneReason;
import org.synapsesubnet.engine.generation.GenerationRequest;
import org.synapsesubnet.engine.generation.Prompts;
import org.synapsesubnet.engine.sampling.LogProbabilities;
import org.synapsesubnet.engine.sampling.SamplingOptions;

/** {@code /api/generate} and {@code /api/chat} as Ollama answers them. */
final class OllamaFace {

    private final Catalogue catalogue;
    private final InstantSource clock;

    OllamaFace(Catalogue catalogue, InstantSource clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    void generate(Call call) throws IOException, ApiException {
        Fields body = call.json();
        String name = modelName(body);
        ModelHost host = host(name);
        refuseUnsupported(body, name);
        body.refuse("suffix", "\"" + name + "\" does not support insert");
        body.refuse("images", "\"" + name + "\" does not support images");
        body.refuse("template", "this engine writes turns by the model's own template only; use raw");
        boolean raw = body.flag("raw", false);
        OllamaFormat format = new OllamaFormat(false, name, !raw, clock);
        String prompt = body.text("prompt").orElse("");
        if (prompt.isEmpty()) {
            touch(call, body, host, format);
            return;
        }
        String system = body.text("system").orElse("");
        int[] earlier = earlier(body, host);
        Answering.answer(
                call,
                completion(body, host, context -> {
                    Prompts prompts = prompts(host);
                    return raw ? prompts.raw(prompt, context) : prompts.question(earlier, system, prompt, context);
                }),
                format);
    }

    void chat(Call call) throws IOException, ApiException {
        Fields body = call.json();
        String name = modelName(body);
        ModelHost host = host(name);
        refuseUnsupported(body, name);
        body.refuse("tools", "\"" + name + "\" does not support tools");
        List<ChatMessage> messages = messages(body, name);
        OllamaFormat format = new OllamaFormat(true, name, false, clock);
        if (messages.isEmpty()) {
            touch(call, body, host, format);
            return;
        }
        if (body.flag("_debug_render_only", false)) {
            call.send(200, format.renderedOnly(prompts(host).rendered(messages)));
            return;
        }
        Answering.answer(
                call, completion(body, host, context -> prompts(host).conversation(messages, context)), format);
    }

    private static Completion completion(Fields body, ModelHost host, IntFunction<int[]> prompt) throws ApiException {
        Fields options = body.object("options").over(host.model().defaults().parameters());
        SamplingOptions sampling = OllamaOptions.sampling(options);
        int context = host.context(OllamaOptions.context(options, host.defaultContext()));
        boolean logProbabilities = body.flag("logprobs", false);
        int top = body.integer("top_logprobs", 0, 0, LogProbabilities.MAX_TOP);
        boolean stream = body.flag("stream", true);
        Duration keepAlive = OllamaOptions.keepAlive(body, host.keepAlive());
        return checked(() -> new Completion(
                host,
                new GenerationRequest(prompt.apply(context), sampling, context, logProbabilities, top),
                stream,
                keepAlive));
    }

    /** Turns the refusals of the domain into answers to the caller. */
    static <T> T checked(Supplier<T> work) throws ApiException {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    static Prompts prompts(ModelHost host) {
        return new Prompts(
                host.model().tokenizer(),
                host.model().template(),
                host.model().defaults().system());
    }

    private void touch(Call call, Fields body, ModelHost host, OllamaFormat format) throws IOException, ApiException {
        Duration keepAlive = OllamaOptions.keepAlive(body, host.keepAlive());
        host.touch(keepAlive);
        call.send(200, format.withoutTokens(keepAlive.isZero() ? DoneReason.UNLOAD : DoneReason.LOAD));
    }

    private static String modelName(Fields body) throws ApiException {
        String name = body.text("model").orElse("");
        if (name.isEmpty()) {
            throw ApiException.badRequest("model is required");
        }
        return name;
    }

    private ModelHost host(String name) throws ApiException {
        return catalogue.find(name).orElseThrow(() -> ApiException.modelNotFound(name));
    }

    private static void refuseUnsupported(Fields body, String name) throws ApiException {
        body.refuse("think", "\"" + name + "\" does not support thinking");
        body.refuse("format", "this engine does not constrain its answers; leave it out");
    }

    private static List<ChatMessage> messages(Fields body, String name) throws ApiException {
        List<ChatMessage> messages = new ArrayList<>();
        for (Fields message : body.objects("messages")) {
            message.refuse("images", "\"" + name + "\" does not support images");
            message.refuse("tool_calls", "\"" + name + "\" does not support tools");
            String role = message.text("role").orElse("");
            String content = message.text("content").orElse("");
            messages.add(checked(() -> new ChatMessage(role, content)));
        }
        return messages;
    }

    private static int[] earlier(Fields body, ModelHost host) throws ApiException {
        int[] tokens = body.integers("context");
        int size = host.model().model().shape().vocabulary();
        for (int token : tokens) {
            if (token < 0 || token >= size) {
                throw ApiException.badRequest("context: token " + token + ", but 0 to " + (size - 1) + " is allowed");
            }
        }
        return tokens;
    }
}
