package org.synapsesubnet.validator.scoring;

/**
 * Arithmetic of scores: numbers from 0 to 1 as millionths, so that every validator comes to the same.
 *
 * <p>Operands are at most 10^12, so that no product leaves 64 bits.
 */
final class Millionths {

    static final int ONE = 1_000_000;

    private Millionths() {}

    /** part / whole, rounded half up. */
    static int of(long part, long whole) {
        return (int) divide(part * ONE, whole);
    }

    /** The product of two numbers, rounded half up. */
    static int times(int one, int other) {
        return (int) divide((long) one * other, ONE);
    }

    static int square(int number) {
        return times(number, number);
    }

    /** The largest number whose square isn't above. */
    static int root(int number) {
        long scaled = (long) number * ONE;
        long root = (long) StrictMath.sqrt((double) scaled);
        while (root * root > scaled) {
            root--;
        }
        while ((root + 1) * (root + 1) <= scaled) {
            root++;
        }
        return (int) root;
    }

    /**
     * half / (half + x): one at 0, one half where x is {@code half}, and everywhere smooth.
     *
     * @param x 0 or more
     */
    static int hill(long x, long half) {
        return of(half, half + x);
    }

    static long divide(long dividend, long divisor) {
        return (dividend + divisor / 2) / divisor;
    }
}
