package org.synapsesubnet.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one load run measured.
 *
 * @param requestsPerSecond answered requests per second over all connections
 * @param firstByteP50Millis median time from sending to the first byte of the body, milliseconds
 * @param firstByteP99Millis the same, 99th percentile
 */
public record Sample(double requestsPerSecond, double firstByteP50Millis, double firstByteP99Millis) {

    static Sample of(List<long[]> firstBytes, double seconds) {
        long[] all = firstBytes.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (all.length == 0) {
            throw new IllegalStateException("No request was answered");
        }
        return new Sample(all.length / seconds, percentile(all, 0.50) / 1e6, percentile(all, 0.99) / 1e6);
    }

    private static long percentile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /** The run with the median throughput; of an even number the lower one. */
    public static Sample median(List<Sample> samples) {
        return samples.stream()
                .sorted((a, b) -> Double.compare(a.requestsPerSecond(), b.requestsPerSecond()))
                .toList()
                .get((samples.size() - 1) / 2);
    }

    /**
     * The median, over the rounds, of a target's throughput beside a yardstick's in the same round: what slows a machine
     * down for a while slows both.
     *
     * @param yardstick as many as {@code samples}, of the same rounds
     */
    public static double medianRatio(List<Sample> samples, List<Sample> yardstick) {
        double[] ratios = IntStream.range(0, samples.size())
                .mapToDouble(round -> samples.get(round).requestsPerSecond()
                        / yardstick.get(round).requestsPerSecond())
                .sorted()
                .toArray();
        return ratios[(ratios.length - 1) / 2];
    }
}
