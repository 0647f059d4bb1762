package org.synapsesubnet.engine.sampling;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Draws the next token in the order of llama.cpp's chain: penalties, top-k, top-p, min-p, temperature. The generator is
 * {@link Random}, whose algorithm Java specifies, so that a seed means the same on every release. Not thread-safe.
 */
public final class Sampler {

    private final SamplingOptions options;
    private final Random random;

    /** @param seed used where the options leave it open */
    public Sampler(SamplingOptions options, long seed) {
        this.options = options;
        this.random = new Random(scrambled(options.seed() == -1 ? seed : options.seed()));
    }

    /**
     * The next token.
     *
     * @param logits one per token; left as they are
     * @param text the tokens so far, prompt included, {@code length} of them
     * @throws ArithmeticException if the model computed no numbers
     */
    public int next(float[] logits, int[] text, int length) {
        for (float logit : logits) {
            if (Float.isNaN(logit)) {
                throw new ArithmeticException("the model computed a logit that is no number");
            }
        }
        float[] adjusted = penalised(logits, text, length);
        if (options.temperature() == 0) {
            return Candidates.of(adjusted, 1).id(0);
        }
        int most = options.topK() <= 0 ? adjusted.length : Math.min(options.topK(), adjusted.length);
        Candidates candidates = Candidates.of(adjusted, most);
        if (options.topP() < 1) {
            candidates.cutAtTopP(options.topP());
        }
        candidates.cutAtMinP(options.minP());
        return draw(candidates, candidates.probabilities(options.temperature()));
    }

    private int draw(Candidates candidates, double[] probabilities) {
        double left = random.nextDouble();
        for (int i = 0; i < probabilities.length - 1; i++) {
            left -= probabilities[i];
            if (left < 0) {
                return candidates.id(i);
            }
        }
        return candidates.id(probabilities.length - 1);
    }

    private float[] penalised(float[] logits, int[] text, int length) {
        boolean off = options.repeatPenalty() == 1 && options.presencePenalty() == 0 && options.frequencyPenalty() == 0;
        int window = options.repeatLastN() == -1 ? length : Math.min(options.repeatLastN(), length);
        if (off || window == 0) {
            return logits;
        }
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = length - window; i < length; i++) {
            seen.merge(text[i], 1, Integer::sum);
        }
        float[] adjusted = logits.clone();
        seen.forEach((id, times) -> {
            double logit = adjusted[id];
            logit = logit > 0 ? logit / options.repeatPenalty() : logit * options.repeatPenalty();
            logit -= times * options.frequencyPenalty() + options.presencePenalty();
            adjusted[id] = (float) logit;
        });
        return adjusted;
    }

    /** Seeds 1, 2, 3 would begin with nearly the same draw; the finaliser of SplitMix64 spreads them. */
    private static long scrambled(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
