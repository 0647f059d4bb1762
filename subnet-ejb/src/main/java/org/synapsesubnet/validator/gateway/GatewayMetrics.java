package org.synapsesubnet.validator.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;
import org.synapsesubnet.validator.gateway.ledger.Outcome;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.relay.ServedTimes;

/**
 * Figures of the hot path. Names are OpenTelemetry's {@code gen_ai.*} where one exists (semantic conventions for
 * generative AI metrics), {@code synapse.gateway.*} elsewhere.
 *
 * <p>Meters are looked up once per model and route: a look-up by tags costs more than the measurement.
 */
public final class GatewayMetrics {

    private final MeterRegistry registry;
    private final MinerMeters miners;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong block = new AtomicLong(-1);
    private final Counter retries;
    private final Counter cancelled;
    private final Map<Kind, Counter> refused = new ConcurrentHashMap<>();
    private final Map<Operation, Meters> meters = new ConcurrentHashMap<>();

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.miners = new MinerMeters(registry);
        this.retries = Counter.builder("synapse.gateway.retries")
                .description("Requests sent to another miner before their first byte")
                .register(registry);
        this.cancelled = Counter.builder("synapse.gateway.cancelled")
                .description("Requests whose caller left before the end")
                .register(registry);
        Gauge.builder("synapse.gateway.inflight", inFlight, AtomicInteger::get)
                .description("Requests that run now")
                .register(registry);
        Gauge.builder("synapse.gateway.routing.block", block, AtomicLong::get)
                .description("Block of the chain whose miners requests go to, -1 before the first")
                .register(registry);
    }

    private record Operation(Route route, String model) {}

    private record Meters(
            Map<Outcome, Timer> durations,
            Timer firstToken,
            Timer perOutputToken,
            DistributionSummary input,
            DistributionSummary output) {}

    /** Requests that run now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Requests go to the miners of this block. */
    public void followed(long number) {
        block.set(number);
    }

    public void began() {
        inFlight.incrementAndGet();
    }

    /** A request that {@link #began} is over. */
    public void ended(InferenceRequest request, Outcome outcome, TokenCount tokens, long nanos) {
        inFlight.decrementAndGet();
        Meters of = of(request);
        of.durations()
                .computeIfAbsent(outcome, any -> duration(request, outcome))
                .record(nanos, TimeUnit.NANOSECONDS);
        of.input().record(tokens.prompt());
        of.output().record(tokens.completion());
    }

    public void firstToken(InferenceRequest request, long nanos) {
        of(request).firstToken().record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A miner served a request to its end. */
    public void served(String miner, InferenceRequest request, TokenCount tokens, ServedTimes times) {
        double perToken = times.perOutputToken(tokens.completion());
        if (perToken > 0) {
            of(request).perOutputToken().record((long) perToken, TimeUnit.NANOSECONDS);
        }
        miners.served(miner, request.model(), tokens.completion(), times);
    }

    /** A miner failed a request, or was too busy for it. */
    public void minerFailed(String miner, InferenceRequest request, Kind kind) {
        miners.failed(miner, request.model(), kind.text());
    }

    /** Figures of single miners. */
    MinerMeters miners() {
        return miners;
    }

    public void retried() {
        retries.increment();
    }

    public void cancelled() {
        cancelled.increment();
    }

    /** A request was refused or failed, and this is why. */
    public void failed(Kind reason) {
        refused.computeIfAbsent(
                        reason,
                        kind -> Counter.builder("synapse.gateway.rejected")
                                .description("Requests refused or failed, by reason")
                                .tag("reason", kind.text())
                                .register(registry))
                .increment();
    }

    private Meters of(InferenceRequest request) {
        return meters.computeIfAbsent(
                new Operation(request.route(), request.model()),
                operation -> new Meters(
                        new ConcurrentHashMap<>(),
                        Timer.builder("gen_ai.server.time_to_first_token")
                                .description("Time from a request's admission to its first chunk")
                                .serviceLevelObjectives(
                                        Duration.ofMillis(10),
                                        Duration.ofMillis(50),
                                        Duration.ofMillis(100),
                                        Duration.ofMillis(500),
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(30))
                                .tags(tags(request))
                                .register(registry),
                        Timer.builder("gen_ai.server.time_per_output_token")
                                .description("Time between two tokens of an answer, without the first")
                                .serviceLevelObjectives(
                                        Duration.ofMillis(10),
                                        Duration.ofMillis(25),
                                        Duration.ofMillis(50),
                                        Duration.ofMillis(100),
                                        Duration.ofMillis(250),
                                        Duration.ofSeconds(1))
                                .tags(tags(request))
                                .register(registry),
                        tokens(request, "input"),
                        tokens(request, "output")));
    }

    private Timer duration(InferenceRequest request, Outcome outcome) {
        return Timer.builder("gen_ai.client.operation.duration")
                .description("Time from a request's admission to its end")
                .tags(tags(request))
                .tag("outcome", outcome.text())
                .register(registry);
    }

    private DistributionSummary tokens(InferenceRequest request, String type) {
        return DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens per request")
                .baseUnit("tokens")
                .tags(tags(request))
                .tag("gen_ai.token.type", type)
                .register(registry);
    }

    private static String[] tags(InferenceRequest request) {
        return new String[] {
            "gen_ai.operation.name", request.route().operation(), "gen_ai.request.model", request.model()
        };
    }
}
