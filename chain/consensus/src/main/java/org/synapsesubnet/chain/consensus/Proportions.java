package org.synapsesubnet.chain.consensus;

/** Vectors of I32F32, one value per uid. */
final class Proportions {

    private Proportions() {}

    static long sum(long[] vector) {
        long sum = 0;
        for (long value : vector) {
            sum = I32F32.add(sum, value);
        }
        return sum;
    }

    /** Scaled to the sum 1, less what the floors lose; a vector of sum 0 stays as it is. */
    static long[] normalised(long[] vector) {
        return dividedBy(vector, sum(vector));
    }

    /** Every value over the divisor; as it is when the divisor is 0. */
    static long[] dividedBy(long[] vector, long divisor) {
        long[] result = vector.clone();
        for (int i = 0; divisor != 0 && i < result.length; i++) {
            result[i] = I32F32.divide(result[i], divisor);
        }
        return result;
    }

    static long[] product(long[] a, long[] b) {
        long[] result = new long[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = I32F32.multiply(a[i], b[i]);
        }
        return result;
    }
}
