package org.synapsesubnet.kit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.synapsesubnet.api.inference.InferenceOptions;
import org.synapsesubnet.api.inference.InferenceRequest;
import org.synapsesubnet.api.inference.Message;
import org.synapsesubnet.api.inference.ModuleJson;
import org.synapsesubnet.api.inference.Role;

/** The requests that the kit sends. */
final class Chat {
    static final int MAX_TOKENS = 16;
    private static final long SEED = 42;

    private Chat() {}

    /** A short chat with a seed and a limit. */
    static String with(String model, boolean stream) {
        return json(new InferenceRequest(
                model,
                List.of(new Message(Role.USER, "Count from one to ten.")),
                new InferenceOptions(MAX_TOKENS, 0.7, SEED, List.of()),
                stream));
    }

    /** One whose limit has the wrong type. */
    static String withWrongType(String model) {
        return with(model, false).replace("\"maxTokens\":" + MAX_TOKENS, "\"maxTokens\":\"many\"");
    }

    /** One with a field that no version knows. */
    static String withNewField(String model) {
        return with(model, false).replaceFirst("\\{", "{\"ofALaterVersion\":{\"a\":[1]},");
    }

    private static String json(InferenceRequest request) {
        return new String(ModuleJson.write(request), StandardCharsets.UTF_8);
    }
}
