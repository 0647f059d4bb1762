package org.synapsesubnet.axon.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.synapsesubnet.api.identity.Hotkey;

/** An engine in simulated time before which every demanding validator always has a request waiting. */
final class SaturatedEngine {

    private final FairQueue<Integer> queue;
    private final Map<Hotkey, Demand> demands;
    private final RandomGenerator random;
    private final PriorityQueue<Work> running = new PriorityQueue<>((a, b) -> Long.compare(a.endsAt(), b.endsAt()));
    private final Map<Hotkey, Long> served = new HashMap<>();
    private final Map<Hotkey, Long> longestPause = new HashMap<>();
    private final Map<Hotkey, Long> lastBegun = new HashMap<>();
    private long now;
    private int number;

    /** How long a validator's requests take, nanoseconds. */
    record Demand(long shortest, long longest) {}

    private record Work(FairQueue.Begun begun, long begunAt, long endsAt) {}

    SaturatedEngine(FairQueue<Integer> queue, int slots, Map<Hotkey, Demand> demands, RandomGenerator random) {
        this.queue = queue;
        this.demands = demands;
        this.random = random;
        demands.keySet().forEach(this::ask);
        demands.keySet().forEach(this::ask);
        for (int i = 0; i < slots; i++) {
            beginNext();
        }
    }

    private void ask(Hotkey validator) {
        queue.offer(validator, number++);
    }

    private void beginNext() {
        FairQueue.Begun begun = queue.next().orElseThrow().begun();
        Hotkey validator = begun.validator();
        Demand demand = Objects.requireNonNull(demands.get(validator));
        running.add(new Work(begun, now, now + random.nextLong(demand.shortest(), demand.longest() + 1)));
        longestPause.merge(validator, now - lastBegun.getOrDefault(validator, 0L), Math::max);
        lastBegun.put(validator, now);
        ask(validator);
    }

    void serve(int requests) {
        for (int i = 0; i < requests; i++) {
            Work done = running.remove();
            now = done.endsAt();
            queue.end(done.begun(), now - done.begunAt(), now - done.begunAt());
            served.merge(done.begun().validator(), now - done.begunAt(), Long::sum);
            beginNext();
        }
    }

    /** Part of all slot time that this validator had. */
    double partOf(Hotkey validator) {
        double all = served.values().stream().mapToLong(Long::longValue).sum();
        return served.getOrDefault(validator, 0L) / all;
    }

    /** Between two beginnings, nanoseconds. */
    long longestPauseOf(Hotkey validator) {
        return Math.max(
                longestPause.getOrDefault(validator, Long.MAX_VALUE), now - lastBegun.getOrDefault(validator, 0L));
    }
}
