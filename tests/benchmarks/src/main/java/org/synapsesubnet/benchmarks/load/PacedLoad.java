package org.synapsesubnet.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** A bounded load at a fixed rate, well below what the target can take: what is measured is how long answers take. */
public final class PacedLoad {

    private final int connections;
    private final Duration interval;

    /**
     * @param connections 1–64
     * @param interval between two requests of a connection, 5 ms or more
     */
    public PacedLoad(int connections, Duration interval) {
        if (connections < 1 || connections > 64) {
            throw new IllegalArgumentException("connections is " + connections + ", allowed are 1 to 64");
        }
        if (interval.toMillis() < 5) {
            throw new IllegalArgumentException("interval is " + interval + ", allowed are 5 ms and more");
        }
        this.connections = connections;
        this.interval = interval;
    }

    /**
     * One answer.
     *
     * @param sentNanos when the request was sent, by the nano clock
     * @param firstByteNanos from there to the first byte of the body
     */
    public record Answer(long sentNanos, long firstByteNanos) {}

    /**
     * Loads the target for the given time.
     *
     * @throws IOException when a request failed: a benchmark of errors says nothing
     */
    public List<Answer> run(Target target, Duration time) throws IOException, InterruptedException {
        byte[] request = target.request();
        long end = System.nanoTime() + time.toNanos();
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<List<Answer>>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long offset = interval.toNanos() * i / connections;
                running.add(threads.submit(() -> drive(target.port(), request, offset, end)));
            }
            for (Future<List<Answer>> one : running) {
                answers.addAll(one.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("Load on " + target.name() + " failed: " + e.getCause(), e.getCause());
        }
        return answers;
    }

    private List<Answer> drive(int port, byte[] request, long offset, long end) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (Exchange exchange = new Exchange(InetAddress.getLoopbackAddress(), port, request)) {
            long due = System.nanoTime() + offset;
            while (due < end) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                long sent = System.nanoTime();
                answers.add(new Answer(sent, exchange.run()));
                due += interval.toNanos();
            }
        }
        return answers;
    }
}
