package org.synapsesubnet.api.inference;

/**
 * A whole answer.
 *
 * @param model that made it
 * @param promptTokens 0 or more
 * @param completionTokens 0 or more
 * @param firstTokenMillis from the request's arrival to the first token, in milliseconds
 * @param durationMillis from the request's arrival to the last token, in milliseconds
 */
public record InferenceResult(
        String model,
        String text,
        StopReason reason,
        long promptTokens,
        long completionTokens,
        long firstTokenMillis,
        long durationMillis) {
    public InferenceResult {
        model = Demand.text("model", model, 200);
        text = Demand.present("text", text);
        reason = Demand.present("reason", reason);
        Demand.within("promptTokens", promptTokens, 0, Long.MAX_VALUE);
        Demand.within("completionTokens", completionTokens, 0, Long.MAX_VALUE);
        Demand.within("firstTokenMillis", firstTokenMillis, 0, Long.MAX_VALUE);
        Demand.within("durationMillis", durationMillis, firstTokenMillis, Long.MAX_VALUE);
    }
}
