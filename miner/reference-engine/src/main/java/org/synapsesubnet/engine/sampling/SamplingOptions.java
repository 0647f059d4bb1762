package org.synapsesubnet.engine.sampling;

import java.util.List;

/**
 * How an answer is drawn from the model, in Ollama's terms.
 *
 * @param seed decides the draws; −1 means another seed each time
 * @param temperature 0 to 100; 0 always takes the likeliest token
 * @param topK keeps the likeliest tokens; 0 or less keeps all
 * @param topP keeps the fewest tokens that reach this probability together, 0 to 1
 * @param minP drops tokens below this share of the likeliest one's probability, 0 to 1
 * @param repeatPenalty divides the logits of tokens seen lately, above 0; 1 is off
 * @param repeatLastN how many tokens count as lately; −1 means all, 0 is off
 * @param presencePenalty taken off the logit of a token seen lately, −2 to 2
 * @param frequencyPenalty taken off the logit for each time it was seen lately, −2 to 2
 * @param numPredict most tokens of the answer; below 0 until the context is full
 * @param stop texts that end the answer
 */
public record SamplingOptions(
        long seed,
        double temperature,
        int topK,
        double topP,
        double minP,
        double repeatPenalty,
        int repeatLastN,
        double presencePenalty,
        double frequencyPenalty,
        int numPredict,
        List<String> stop) {

    /** What Ollama does when asked for nothing else. */
    public static final SamplingOptions DEFAULT = new SamplingOptions(-1, 0.8, 40, 0.9, 0, 1, 64, 0, 0, -1, List.of());

    private static final int MAX_STOPS = 64;
    private static final double MAX_PENALTY = 2;

    public SamplingOptions {
        between("temperature", temperature, 0, 100);
        between("top_p", topP, 0, 1);
        between("min_p", minP, 0, 1);
        between("repeat_penalty", repeatPenalty, 0.01, 100);
        between("repeat_last_n", repeatLastN, -1, Integer.MAX_VALUE);
        between("presence_penalty", presencePenalty, -MAX_PENALTY, MAX_PENALTY);
        between("frequency_penalty", frequencyPenalty, -MAX_PENALTY, MAX_PENALTY);
        between("num_predict", numPredict, -2, Integer.MAX_VALUE);
        between("number of stop strings", stop.size(), 0, MAX_STOPS);
        stop = List.copyOf(stop);
    }

    private static void between(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    field + ": " + plain(value) + ", but " + plain(least) + " to " + plain(most) + " is allowed");
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
