package org.synapsesubnet.chain.consensus;

/**
 * The arithmetic of signed 32.32 fixed point: a {@code long} holds the value times 2^32.
 *
 * <p>As in the {@code substrate-fixed} crate that the chain computes with: addition, subtraction and multiplication
 * saturate; multiplication rounds towards negative infinity, division towards zero (both are the floor for values that
 * are not negative); division by zero, or with a result out of range, is zero ({@code safe_div}).
 */
final class I32F32 {

    /** 1.0. */
    static final long ONE = 1L << 32;

    private static final long U16_MAX = 65_535;

    private I32F32() {}

    static long ofInteger(int value) {
        return (long) value << 32;
    }

    /** A u16 as a proportion of 65535, 0 to 1. */
    static long ofU16Proportion(int value) {
        return divide(ofInteger(value), U16_MAX << 32);
    }

    /** A proportion as u16: floor(x * 65535), saturating at both ends. */
    static int toU16Proportion(long proportion) {
        return (int) Math.clamp(multiply(proportion, U16_MAX << 32) >> 32, 0, U16_MAX);
    }

    /**
     * The proportion {@code part / whole} of two integers of any unit, 0 when {@code whole} is 0.
     *
     * <p>The chain normalises stake in I64F64 and truncates the quotient to I32F32. One floor after the other is the
     * floor at the coarser step, so dividing at 2^-32 at once gives the same bits.
     */
    static long ratio(long part, long whole) {
        return divide(part, whole);
    }

    /**
     * A proportion of an amount of rao, floored to whole rao.
     *
     * <p>The chain computes it in I96F32 so that no product saturates; for a proportion of at most 1 the product fits
     * here as well.
     */
    static long shareOf(long proportion, long rao) {
        return multiply(proportion, rao);
    }

    static long add(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? saturated(a < 0) : sum;
    }

    static long subtract(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return overflow ? saturated(a < 0) : difference;
    }

    static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        if (high != (int) high) {
            return saturated((a ^ b) < 0);
        }
        return (high << 32) | ((a * b) >>> 32);
    }

    static long divide(long a, long b) {
        if (b == 0) {
            return 0;
        }
        // 1.0 over anything and everything below it is the usual case, and one machine division does it.
        if (a >= 0 && a < ONE && b > 0) {
            return nonNegativeOrZero(Long.divideUnsigned(a << 32, b));
        }
        long magnitude = quotient(Math.abs(a), Math.abs(b));
        return (a ^ b) < 0 ? -magnitude : magnitude;
    }

    /** floor(a * 2^32 / b) of unsigned values, zero when it needs more than 63 bits. */
    private static long quotient(long a, long b) {
        long quotient = Long.divideUnsigned(a, b);
        if (quotient >>> 31 != 0) {
            return 0;
        }
        long rest = a - quotient * b;
        // Long division, as many bits at a time as the rest leaves free at the top: one or two rounds for proportions.
        for (int missing = 32; missing > 0; ) {
            int bits = Math.min(missing, Long.numberOfLeadingZeros(rest));
            rest <<= bits;
            long digits = Long.divideUnsigned(rest, b);
            rest -= digits * b;
            quotient = (quotient << bits) + digits;
            missing -= bits;
        }
        return quotient;
    }

    private static long nonNegativeOrZero(long value) {
        return value < 0 ? 0 : value;
    }

    private static long saturated(boolean negative) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
