package org.synapsesubnet.engine.sampling;

import java.util.Arrays;

/** Tokens that may come next, the likeliest first; equal logits are ordered by id, so that no draw hangs on chance. */
final class Candidates {

    /** Up to here a sorted insertion beats sorting the vocabulary. */
    private static final int FEW = 128;

    private final int[] ids;
    private final float[] logits;
    private int count;

    private Candidates(long[] ordered, int count) {
        this.count = count;
        this.ids = new int[count];
        this.logits = new float[count];
        for (int i = 0; i < count; i++) {
            ids[i] = ~(int) ordered[i];
            logits[i] = fromSortable((int) (ordered[i] >> 32));
        }
    }

    /** The {@code most} likeliest of all tokens. */
    static Candidates of(float[] logits, int most) {
        return most <= FEW ? few(logits, most) : many(logits, most);
    }

    private static Candidates few(float[] logits, int most) {
        long[] best = new long[most];
        int filled = 0;
        for (int id = 0; id < logits.length; id++) {
            long key = key(logits[id], id);
            if (most == 0 || (filled == most && key <= best[most - 1])) {
                continue;
            }
            int at = filled < most ? filled++ : most - 1;
            while (at > 0 && best[at - 1] < key) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = key;
        }
        return new Candidates(best, filled);
    }

    private static Candidates many(float[] logits, int most) {
        long[] keys = new long[logits.length];
        for (int id = 0; id < keys.length; id++) {
            keys[id] = key(logits[id], id);
        }
        Arrays.sort(keys);
        long[] best = new long[Math.min(most, keys.length)];
        for (int i = 0; i < best.length; i++) {
            best[i] = keys[keys.length - 1 - i];
        }
        return new Candidates(best, best.length);
    }

    /** Sorts by logit, then by lower id. */
    private static long key(float logit, int id) {
        return (long) toSortable(logit) << 32 | Integer.toUnsignedLong(~id);
    }

    private static int toSortable(float value) {
        int bits = Float.floatToIntBits(value + 0.0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    private static float fromSortable(int sortable) {
        return Float.intBitsToFloat(sortable < 0 ? sortable ^ Integer.MAX_VALUE : sortable);
    }

    int count() {
        return count;
    }

    int id(int index) {
        return ids[index];
    }

    /** Probabilities among the candidates at a temperature above 0. */
    double[] probabilities(double temperature) {
        double[] probabilities = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            probabilities[i] = StrictMath.exp((logits[i] - (double) logits[0]) / temperature);
            sum += probabilities[i];
        }
        for (int i = 0; i < count; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /** Keeps the fewest whose probabilities reach {@code topP}; at least one. */
    void cutAtTopP(double topP) {
        double[] probabilities = probabilities(1);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += probabilities[i];
            if (sum >= topP) {
                count = i + 1;
            }
        }
    }

    /** Drops those below a share of the first one's probability. */
    void cutAtMinP(double minP) {
        double[] probabilities = probabilities(1);
        while (count > 1 && probabilities[count - 1] < minP * probabilities[0]) {
            count--;
        }
    }
}
