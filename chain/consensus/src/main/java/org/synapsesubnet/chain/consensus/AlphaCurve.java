package org.synapsesubnet.chain.consensus;

/**
 * The logistic curve of liquid alpha (step 9), with its parameters already in I32F32.
 *
 * <p>Source: {@code alpha_sigmoid} of {@code run_epoch.rs}.
 */
final class AlphaCurve {

    private static final long HALF = I32F32.ONE / 2;

    private final long low;
    private final long high;
    private final long negativeSlope;

    AlphaCurve(LiquidAlpha parameters) {
        this.low = I32F32.ofU16Proportion(parameters.low());
        this.high = I32F32.ofU16Proportion(parameters.high());
        this.negativeSlope = I32F32.divide(I32F32.ofInteger(parameters.steepness()), I32F32.ofInteger(-100));
    }

    /**
     * Alpha of one bond.
     *
     * @param consensus of the miner, {@code weight} (for bonds) and {@code bond} of the validator to it: proportions
     * @return alpha, between low and high
     */
    long alpha(long consensus, long weight, long bond) {
        long difference = weight >= bond ? I32F32.subtract(weight, consensus) : I32F32.subtract(bond, weight);
        long clamped = Math.clamp(difference, 0L, I32F32.ONE);
        long exponent = I32F32.multiply(negativeSlope, clamped - HALF);
        long logistic = I32F32.divide(I32F32.ONE, I32F32.ONE + Exponential.of(exponent));
        return Math.clamp(low + I32F32.multiply(logistic, high - low), low, high);
    }
}
