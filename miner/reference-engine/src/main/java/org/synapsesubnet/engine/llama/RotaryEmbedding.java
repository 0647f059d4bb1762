package org.synapsesubnet.engine.llama;

/**
 * Rotary position embedding (Su et al. 2021) over neighbouring pairs, which llama.cpp calls NORM and uses for the llama
 * architecture: files converted for it have their query and key rows permuted to fit.
 */
final class RotaryEmbedding {

    private final int headWidth;
    private final double[] frequencies;

    RotaryEmbedding(LlamaShape shape, float[] frequencyFactors) {
        headWidth = shape.headWidth();
        frequencies = new double[shape.rotated() / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = StrictMath.pow(shape.rotationBase(), -2.0 * i / shape.rotated()) / frequencyFactors[i];
        }
    }

    /** Numbers that {@link #angles} writes per position. */
    int anglesLength() {
        return frequencies.length * 2;
    }

    /** Writes cosine and sine of each pair's angle at a position. */
    void angles(int position, float[] target, int from) {
        for (int i = 0; i < frequencies.length; i++) {
            double angle = position * frequencies[i];
            target[from + 2 * i] = (float) StrictMath.cos(angle);
            target[from + 2 * i + 1] = (float) StrictMath.sin(angle);
        }
    }

    /** Turns the heads that begin at {@code from} by angles made before. */
    void turn(float[] x, int from, int heads, float[] angles, int anglesFrom) {
        for (int head = 0; head < heads; head++) {
            int at = from + head * headWidth;
            for (int i = 0; i < anglesLength(); i += 2) {
                float cos = angles[anglesFrom + i];
                float sin = angles[anglesFrom + i + 1];
                float even = x[at + i];
                float odd = x[at + i + 1];
                x[at + i] = even * cos - odd * sin;
                x[at + i + 1] = even * sin + odd * cos;
            }
        }
    }
}
