package org.synapsesubnet.chain.consensus;

/**
 * e^x in signed 32.32 fixed point, by integers only: the same bits on every machine, and the same as on the chain
 * ({@code exp_safe} of {@code epoch/math.rs} over {@code transcendental::exp} of {@code substrate-fixed} 0.6.0).
 *
 * <p>The algorithm, to the last bit (all values are multiples of u = 2^-32):
 *
 * <ol>
 *   <li>Range: x is clamped to [-20, 20]. There is no other range reduction.
 *   <li>e^0 is 1. e^1 is e cut to 23 fractional bits, 22802600 / 2^23.
 *   <li>Otherwise y = |x| and r = 1 + y + t2 + ... + t31, with t1 = y, tk = floor(floor(t(k-1) * y) / k), each floor to a
 *       multiple of u.
 *   <li>e^x is r for x above zero, floor(1 / r) for x below.
 * </ol>
 *
 * <p>Error against the real e^x: every rounding is downwards, so r never exceeds e^y. For y up to 8, r is low by less
 * than 2^-20 of itself (dropped tail below 1e-6 absolute, and rounded terms). At y = 20 the dropped tail is 0.5 % of r.
 * For x below zero the result is within 12 u of e^x for every x. The logistic curve that is its only caller,
 * 1 / (1 + e^x), is within 12 u everywhere, because where r is coarse the curve is flat.
 */
final class Exponential {

    /** Largest magnitude of an exponent: 20. */
    static final long LIMIT = 20L << 32;

    private static final long E_WITH_23_BITS = 22_802_600L << 9;

    private static final int LAST_TERM = 31;

    private Exponential() {}

    static long of(long exponent) {
        long x = Math.clamp(exponent, -LIMIT, LIMIT);
        if (x == I32F32.ONE) {
            return E_WITH_23_BITS;
        }
        long series = series(Math.abs(x));
        return x < 0 ? I32F32.divide(I32F32.ONE, series) : series;
    }

    private static long series(long y) {
        long sum = I32F32.ONE + y;
        long term = y;
        // A term that has reached zero stays there, so stopping early changes no bit.
        for (int k = 2; k <= LAST_TERM && term != 0; k++) {
            term = I32F32.multiply(term, y) / k;
            sum += term;
        }
        return sum;
    }
}
