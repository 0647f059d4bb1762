package org.synapsesubnet.engine.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * Natural logarithms of the model's own probabilities, before penalties, cuts and temperature: comparable between
 * engines whatever the sampling options.
 */
public final class LogProbabilities {

    /** Most alternatives that a caller may ask for per token. */
    public static final int MAX_TOP = 20;

    /** A token and the logarithm of its probability, at most 0. */
    public record Entry(int token, double value) {}

    private final float[] logits;
    private final double logSum;

    public LogProbabilities(float[] logits) {
        this.logits = logits;
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += StrictMath.exp(logit - largest);
        }
        logSum = largest + StrictMath.log(sum);
    }

    public Entry of(int token) {
        return new Entry(token, logits[token] - logSum);
    }

    /** The likeliest tokens, the likeliest first. */
    public List<Entry> top(int count) {
        Candidates candidates = Candidates.of(logits, Math.min(count, logits.length));
        List<Entry> top = new ArrayList<>();
        for (int i = 0; i < candidates.count(); i++) {
            top.add(of(candidates.id(i)));
        }
        return top;
    }
}
