package org.synapsesubnet.engine.llama;

/**
 * Sums in one fixed order, from operations that Java defines to the bit ({@link StrictMath}, no fused multiply-add, no
 * vectors of a machine's own width): the same model, seed and options give the same text on every machine and however
 * many requests run beside it.
 */
final class FixedOrder {

    private FixedOrder() {}

    /** The inner product; four running sums hide the latency of additions. */
    static float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            s0 += a[aFrom + i] * b[bFrom + i];
            s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
            s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
            s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
        }
        for (; i < count; i++) {
            s0 += a[aFrom + i] * b[bFrom + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Root-mean-square norm (Zhang and Sennrich 2019) of one vector, times a weight per element. */
    static void rmsNorm(float[] x, int from, float[] weight, double epsilon, float[] target) {
        double squares = 0;
        for (int i = 0; i < weight.length; i++) {
            squares += (double) x[from + i] * x[from + i];
        }
        float scale = (float) (1 / Math.sqrt(squares / weight.length + epsilon));
        for (int i = 0; i < weight.length; i++) {
            target[from + i] = x[from + i] * scale * weight[i];
        }
    }

    /** Turns the first {@code count} scores into weights that sum to one. */
    static void softmax(float[] scores, int count) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, scores[i]);
        }
        float sum = 0;
        for (int i = 0; i < count; i++) {
            scores[i] = (float) StrictMath.exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < count; i++) {
            scores[i] /= sum;
        }
    }

    /** Adds {@code addend} to the first {@code count} elements of {@code x}. */
    static void add(float[] x, float[] addend, int count) {
        for (int i = 0; i < count; i++) {
            x[i] += addend[i];
        }
    }

    /** SwiGLU (Shazeer 2020): {@code gate ← gate · sigmoid(gate) · up}. */
    static void swiglu(float[] gate, float[] up, int count) {
        for (int i = 0; i < count; i++) {
            float g = gate[i];
            gate[i] = (float) (g / (1 + StrictMath.exp(-g))) * up[i];
        }
    }
}
