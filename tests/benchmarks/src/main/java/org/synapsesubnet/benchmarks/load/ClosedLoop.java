package org.synapsesubnet.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A bounded load: some connections, each sending its next request when the last was answered, for a fixed time. */
public final class ClosedLoop {

    private static final int MOST_REQUESTS_PER_CONNECTION = 200_000;

    private final int connections;

    /** @param connections 1–256 */
    public ClosedLoop(int connections) {
        if (connections < 1 || connections > 256) {
            throw new IllegalArgumentException("connections is " + connections + ", allowed are 1 to 256");
        }
        this.connections = connections;
    }

    /**
     * Loads the target for the given time.
     *
     * @throws IOException when a request failed: a benchmark of errors says nothing
     */
    public Sample run(Target target, Duration time) throws IOException, InterruptedException {
        byte[] request = target.request();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<long[]> firstBytes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> drive(target.port(), request, end)));
            }
            for (Future<long[]> one : running) {
                firstBytes.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("Load on " + target.name() + " failed: " + e.getCause(), e.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return Sample.of(firstBytes, seconds);
    }

    private static long[] drive(int port, byte[] request, long end) throws IOException {
        long[] firstBytes = new long[1024];
        int count = 0;
        try (Exchange exchange = new Exchange(InetAddress.getLoopbackAddress(), port, request)) {
            while (System.nanoTime() < end && count < MOST_REQUESTS_PER_CONNECTION) {
                if (count == firstBytes.length) {
                    firstBytes = Arrays.copyOf(firstBytes, count * 2);
                }
                firstBytes[count++] = exchange.run();
            }
        }
        return Arrays.copyOf(firstBytes, count);
    }
}
