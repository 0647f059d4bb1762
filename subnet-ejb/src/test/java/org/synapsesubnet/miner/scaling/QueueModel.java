package org.synapsesubnet.miner.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A miner under load, in simulated seconds: requests come at random, wait for one of the slots of the replicas that have
 * started, and take a random time (M/M/c with a c that follows the decisions of the real rule, made on the measurements
 * that the application would take).
 */
final class QueueModel {

    /** As often as the application measures and decides. */
    static final int TICK_SECONDS = 5;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SLOTS = 2;
    private static final double MEAN_SERVICE_SECONDS = 4;
    private static final double START_SECONDS = 20;
    private static final double TOKENS_PER_SECOND = 25;

    private final ScalingPolicy policy;
    private final DoubleUnaryOperator rate;
    private final double highestRate;
    private final SplittableRandom random;
    private final Deque<Double> waiting = new ArrayDeque<>();
    private final PriorityQueue<Double> ends = new PriorityQueue<>();
    private final List<Double> readyAt = new ArrayList<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private double now;
    private double nextArrival;
    private long begun;
    private double waitedMillis;
    private double slotSeconds;
    private int wanted;

    final List<Change> changes = new ArrayList<>();
    final List<Double> waits = new ArrayList<>();

    /** A change of the number of replicas. */
    record Change(double at, int from, int to, String reason) {}

    /**
     * @param rate requests a second at a time in seconds
     * @param highestRate that it comes to
     */
    QueueModel(ScalingPolicy policy, int replicas, DoubleUnaryOperator rate, double highestRate, long seed) {
        this.policy = policy;
        this.rate = rate;
        this.highestRate = highestRate;
        this.random = new SplittableRandom(seed);
        this.wanted = replicas;
        for (int i = 0; i < replicas; i++) {
            readyAt.add(0.0);
        }
        nextArrival = random.nextExponential() / highestRate;
    }

    QueueModel run(Duration time) {
        double end = now + time.toSeconds();
        while (now < end) {
            until(now + TICK_SECONDS);
            decide();
        }
        return this;
    }

    double now() {
        return now;
    }

    int replicas() {
        return wanted;
    }

    /** Mean wait in milliseconds as measured at each tick. */
    double waitAt(double second) {
        return waits.get((int) (second / TICK_SECONDS));
    }

    private void until(double tick) {
        while (true) {
            double end = ends.isEmpty() ? Double.POSITIVE_INFINITY : ends.peek();
            double ready = nextReady();
            double next = Math.min(Math.min(nextArrival, end), ready);
            if (next > tick) {
                break;
            }
            pass(next);
            if (next == end) {
                ends.poll();
            } else if (next == nextArrival) {
                // Thinned, so that the rate may change with time.
                if (random.nextDouble() * highestRate < rate.applyAsDouble(now)) {
                    waiting.add(now);
                }
                nextArrival = now + random.nextExponential() / highestRate;
            }
            begin();
        }
        pass(tick);
    }

    private void pass(double to) {
        slotSeconds += ends.size() * (to - now);
        now = to;
    }

    private void begin() {
        while (!waiting.isEmpty() && ends.size() < ready() * SLOTS) {
            waitedMillis += (now - waiting.poll()) * 1000;
            begun++;
            ends.add(now + random.nextExponential() * MEAN_SERVICE_SECONDS);
        }
    }

    private int ready() {
        return (int) readyAt.stream().filter(at -> at <= now).count();
    }

    private double nextReady() {
        return readyAt.stream().filter(at -> at > now).min(Double::compare).orElse(Double.POSITIVE_INFINITY);
    }

    private void decide() {
        LoadReading load = new LoadReading(
                ready(),
                ready() * SLOTS,
                ends.size(),
                waiting.size(),
                begun,
                waitedMillis,
                Math.round(slotSeconds * TOKENS_PER_SECOND));
        waits.add(begun > 0 ? waitedMillis / begun : waiting.isEmpty() ? 0 : (now - waiting.peek()) * 1000);
        begun = 0;
        waitedMillis = 0;
        slotSeconds = 0;
        Instant at = START.plusMillis((long) (now * 1000));
        if (wanted == 0 && load.queued() > 0) {
            // What the gateway does with a request for a miner that sleeps.
            change(1, "woken");
        }
        measurements.add(new Measurement(at, wanted, load));
        measurements.removeIf(old -> old.at().isBefore(at.minus(policy.memory()).minusSeconds(60)));
        Decision decision = ScalingRule.decide(policy, measurements, wanted, at);
        if (decision.replicas() != wanted) {
            change(decision.replicas(), decision.reason());
        }
    }

    private void change(int to, String reason) {
        changes.add(new Change(now, wanted, to, reason));
        while (readyAt.size() > to) {
            readyAt.removeLast();
        }
        while (readyAt.size() < to) {
            readyAt.add(now + START_SECONDS);
        }
        wanted = to;
    }
}
