package org.synapsesubnet.api.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * One answer to be made.
 *
 * @param model name of a model that the module serves
 * @param messages 1 to 4096 turns, the last one not the assistant's
 * @param options null for none
 * @param stream whether the answer comes line by line
 */
public record InferenceRequest(
        String model,
        List<Message> messages,
        @Nullable InferenceOptions options,
        @Nullable Boolean stream) {
    public InferenceRequest {
        model = Demand.text("model", model, 200);
        messages = Demand.list("messages", messages, 4096);
        if (messages.isEmpty() || messages.getLast().role() == Role.ASSISTANT) {
            throw new InvalidValue("messages", "at least one is needed, and the last one must not be the assistant's");
        }
    }

    /** The options, or those that leave all to the module. */
    public InferenceOptions chosen() {
        return options == null ? InferenceOptions.NONE : options;
    }

    public boolean streamed() {
        return stream != null && stream;
    }
}
