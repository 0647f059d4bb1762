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
 *   <li>e^x is r for x above zero, floor(1 / r) for x below it.
 * </ol>
 *
 * <p>Error against the real e^x. Every rounding and the dropped tail make r too small, never too large:
 *
 * <table>
 *   <caption>Largest error</caption>
 *   <tr><th>x</th><th>error of e^x</th></tr>
 *   <tr><td>-20 to below 0</td><td>4 u, either way</td></tr>
 *   <tr><td>above 0 to 6, but not 1</td><td>64 u too small</td></tr>
 *   <tr><td>1</td><td>355 u too small</td></tr>
 *   <tr><td>6 to 8</td><td>2^-29 of it too small</td></tr>
 *   <tr><td>8 to 12</td><td>2^-19 of it too small</td></tr>
 *   <tr><td>12 to 20</td><td>1 % of it too small</td></tr>
 * </table>
 *
 * <p>Its only caller, the logistic curve 1 / (1 + e^x) of liquid alpha, is flat where this is coarse: the curve is within
 * 2 u of the real one everywhere, but at x = 1, where it is 25 u too high.
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
