package org.synapsesubnet.api.inference;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * One line of a streamed answer: texts, then the result or an error. Exactly one of the three is there.
 *
 * @param text the next piece
 * @param result the end
 * @param error the end of an answer that failed after its beginning
 */
public record InferenceEvent(
        @Nullable String text,
        @Nullable InferenceResult result,
        @Nullable ModuleError error) {
    public InferenceEvent {
        if ((text == null ? 0 : 1) + (result == null ? 0 : 1) + (error == null ? 0 : 1) != 1) {
            throw new InvalidValue("text", "exactly one of text, result and error must be there");
        }
    }

    public static InferenceEvent piece(String text) {
        return new InferenceEvent(text, null, null);
    }

    public static InferenceEvent end(InferenceResult result) {
        return new InferenceEvent(null, result, null);
    }

    public static InferenceEvent failure(ModuleError error) {
        return new InferenceEvent(null, null, error);
    }
}
