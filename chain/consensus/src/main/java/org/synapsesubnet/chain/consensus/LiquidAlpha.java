package org.synapsesubnet.chain.consensus;

/**
 * Yuma3's moving average with one alpha per bond: a validator ahead of, or away from, the consensus buys faster.
 *
 * @param low alpha of a bond far below the middle of the curve, u16 proportion of 65535, 1638 to {@code high}
 * @param high alpha of a bond far above it, u16 proportion of 65535, {@code low} to 65535
 * @param steepness of the logistic curve in hundredths, i16; 1000 (a slope of 10) is usual
 */
public record LiquidAlpha(int low, int high, int steepness) {

    /** Smallest alpha the chain lets a subnet set: 1/40 of 65535. */
    public static final int MIN_ALPHA = 1638;

    /** The chain's defaults: 0.7, 0.9, slope 10. */
    public static final LiquidAlpha DEFAULT = new LiquidAlpha(45_875, 58_982, 1000);

    /** @throws IllegalArgumentException naming the field that is out of its range */
    public LiquidAlpha {
        Refusal.unlessBetween("alphaHigh", high, MIN_ALPHA, 65_535);
        Refusal.unlessBetween("alphaLow", low, MIN_ALPHA, high);
        Refusal.unlessBetween("alphaSigmoidSteepness", steepness, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
