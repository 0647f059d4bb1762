package org.synapsesubnet.chain.consensus;

/**
 * The form in which the chain stores a validator's weights: the largest of a row becomes 65535, the others in
 * proportion, rounded half away from zero ({@code vec_u16_max_upscale_to_u16} of {@code math.rs}).
 */
public final class WeightUpscaling {

    private static final int U16_MAX = 65_535;
    private static final int THRESHOLD = 32_768;
    private static final long HALF = I32F32.ONE / 2;

    private WeightUpscaling() {}

    /**
     * The row upscaled; a row of zeros, or none, stays as it is.
     *
     * @throws IllegalArgumentException for a weight that is no u16
     */
    public static int[] upscaled(int[] weights) {
        int max = 0;
        for (int weight : weights) {
            Refusal.unlessBetween("weight", weight, 0, U16_MAX);
            max = Math.max(max, weight);
        }
        int[] result = new int[weights.length];
        for (int k = 0; k < weights.length; k++) {
            result[k] = (int) Math.min(U16_MAX, I32F32.add(upscaled(weights[k], max), HALF) >> 32);
        }
        return result;
    }

    /** Which factor divides first depends on the maximum, so that the product stays below 2^31. */
    private static long upscaled(int weight, int max) {
        if (max > THRESHOLD) {
            return I32F32.multiply(
                    I32F32.ofInteger(weight), I32F32.divide(I32F32.ofInteger(U16_MAX), I32F32.ofInteger(max)));
        }
        return I32F32.divide(
                I32F32.multiply(I32F32.ofInteger(weight), I32F32.ofInteger(U16_MAX)), I32F32.ofInteger(max));
    }
}
