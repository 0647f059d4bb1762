package org.synapsesubnet.validator.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.synapsesubnet.validator.gateway.relay.ServedTimes;

/**
 * How each miner does with each model, as this node sees it: what an Ollama doesn't tell. Of bounded number: who leaves
 * the chain loses its meters, and beyond {@value #MOST} pairs all others are one.
 */
final class MinerMeters {

    /** Pairs of a miner and a model that have meters of their own. */
    static final int MOST = 1_000;

    private static final String OTHER = "other";
    private static final String MODEL = "gen_ai.request.model";
    private static final String MINER = "synapse.miner";

    private final MeterRegistry registry;
    private final Map<Pair, Meters> meters = new ConcurrentHashMap<>();
    private final Map<String, ModelTotals> totals = new ConcurrentHashMap<>();

    MinerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Pair(String miner, String model) {}

    private record Meters(
            Timer firstChunk,
            Timer perOutputToken,
            Timer queueWait,
            Timer load,
            DistributionSummary speed,
            Counter tokens,
            Map<String, Counter> errors) {

        Stream<Meter> all() {
            return Stream.concat(
                    Stream.of(firstChunk, perOutputToken, queueWait, load, speed, tokens), errors.values().stream());
        }
    }

    /** What was counted of a model, over all its miners. */
    static final class ModelTotals {
        final LongAdder begun = new LongAdder();
        final DoubleAdder waitedMillis = new DoubleAdder();
        final LongAdder tokens = new LongAdder();
    }

    void served(String miner, String model, long completion, ServedTimes times) {
        Meters of = of(miner, model);
        of.firstChunk().record(times.firstChunk(), TimeUnit.NANOSECONDS);
        of.queueWait().record(times.queueWait(), TimeUnit.NANOSECONDS);
        of.load().record(times.engine().load(), TimeUnit.NANOSECONDS);
        of.tokens().increment(completion);
        double perToken = times.perOutputToken(completion);
        if (perToken > 0) {
            of.perOutputToken().record((long) perToken, TimeUnit.NANOSECONDS);
            of.speed().record(1e9 / perToken);
        }
        ModelTotals sums = totals.computeIfAbsent(model, any -> new ModelTotals());
        sums.begun.increment();
        sums.waitedMillis.add(times.queueWait() / 1e6);
        sums.tokens.add(completion);
    }

    /** @param kind one of few */
    void failed(String miner, String model, String kind) {
        of(miner, model)
                .errors()
                .computeIfAbsent(
                        kind,
                        any -> Counter.builder("synapse.miner.errors")
                                .description("Requests that a miner failed or had no room for, by kind")
                                .tags(MINER, miner, MODEL, model, "error.type", kind)
                                .register(registry))
                .increment();
    }

    /** By the models' full names. */
    Map<String, ModelTotals> totals() {
        return totals;
    }

    /** Forgets the meters of all other miners. */
    void keepOnly(Collection<String> miners) {
        Set<String> kept = Set.copyOf(miners);
        meters.entrySet().removeIf(entry -> {
            boolean gone = !kept.contains(entry.getKey().miner())
                    && !entry.getKey().miner().equals(OTHER);
            if (gone) {
                entry.getValue().all().forEach(registry::remove);
            }
            return gone;
        });
    }

    private Meters of(String miner, String model) {
        Pair pair = new Pair(miner, model);
        Meters known = meters.get(pair);
        if (known != null) {
            return known;
        }
        Pair named = meters.size() < MOST ? pair : new Pair(OTHER, OTHER);
        return meters.computeIfAbsent(named, this::made);
    }

    private Meters made(Pair pair) {
        String[] tags = {MINER, pair.miner(), MODEL, pair.model()};
        return new Meters(
                timer("synapse.miner.time_to_first_token", "From asking a miner to its first chunk", tags),
                timer("synapse.miner.time_per_output_token", "Time between two tokens of a miner's answer", tags),
                timer(
                        "synapse.miner.queue.wait",
                        "Time before a miner's first chunk that its engine doesn't account for: its queue and the way",
                        tags),
                timer("synapse.miner.load.duration", "Time that a miner's engine says it loaded the model", tags),
                DistributionSummary.builder("synapse.miner.output.speed")
                        .description("Tokens a second of a miner's answer")
                        .tags(tags)
                        .register(registry),
                Counter.builder("synapse.miner.output.tokens")
                        .description("Tokens that a miner made for requests that it served to their end")
                        .tags(tags)
                        .register(registry),
                new ConcurrentHashMap<>());
    }

    private Timer timer(String name, String description, String[] tags) {
        return Timer.builder(name).description(description).tags(tags).register(registry);
    }
}
