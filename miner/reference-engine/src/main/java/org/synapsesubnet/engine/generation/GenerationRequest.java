package org.synapsesubnet.engine.generation;

import org.synapsesubnet.engine.sampling.LogProbabilities;
import org.synapsesubnet.engine.sampling.SamplingOptions;

/**
 * One answer to be made.
 *
 * @param prompt tokens, at least one and fewer than {@code context}
 * @param context most tokens that prompt and answer may have together
 * @param logProbabilities whether pieces carry them
 * @param topLogProbabilities alternatives per token, 0 to 20
 */
@SuppressWarnings("ArrayRecordComponent") // Copied in and out, never compared.
public record GenerationRequest(
        int[] prompt, SamplingOptions options, int context, boolean logProbabilities, int topLogProbabilities) {

    public GenerationRequest {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("prompt: 0 tokens, but at least 1 is needed");
        }
        if (prompt.length >= context) {
            throw new IllegalArgumentException(tooLong(Integer.toString(prompt.length), context));
        }
        if (topLogProbabilities < 0 || topLogProbabilities > LogProbabilities.MAX_TOP) {
            throw new IllegalArgumentException(
                    "top_logprobs: " + topLogProbabilities + ", but 0 to " + LogProbabilities.MAX_TOP + " is allowed");
        }
        prompt = prompt.clone();
    }

    /** The refusal of a prompt of {@code tokens}. */
    static String tooLong(String tokens, int context) {
        return "prompt: " + tokens + " tokens, but the context length is " + context + " and at most " + (context - 1)
                + " leave room for an answer";
    }

    @Override
    public int[] prompt() {
        return prompt.clone();
    }
}
