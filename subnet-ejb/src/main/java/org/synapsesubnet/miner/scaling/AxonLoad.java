package org.synapsesubnet.miner.scaling;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.miner.AxonAt;
import org.synapsesubnet.miner.FleetMiner;

/** Asks each replica's axon for its metrics: slots, queue, what waited how long, tokens. An axon that is silent counts as not ready. */
public final class AxonLoad implements Load {

    private final Places places;
    private final Duration deadline;
    private final Map<String, Map<URI, LoadTotals>> before = new HashMap<>();

    /** @param deadline of all questions of one reading together */
    public AxonLoad(Places places, Duration deadline) {
        this.places = places;
        this.deadline = deadline;
    }

    /** Where a miner's axons are. */
    @FunctionalInterface
    public interface Places {

        List<AxonAt> of(String miner) throws SQLException;
    }

    @Override
    public Optional<LoadReading> of(FleetMiner miner) throws SQLException {
        List<AxonAt> axons = places.of(miner.name());
        if (axons.isEmpty()) {
            before.remove(miner.name());
            return Optional.empty();
        }
        var answers = new HashMap<URI, CompletableFuture<@Nullable LoadTotals>>();
        axons.forEach(place -> answers.put(place.address(), ask(place)));
        Map<URI, LoadTotals> last = before.getOrDefault(miner.name(), Map.of());
        var now = new HashMap<URI, LoadTotals>();
        LoadReading sum = LoadReading.NONE;
        for (var answer : answers.entrySet()) {
            LoadTotals totals = answer.getValue().join();
            if (totals != null) {
                now.put(answer.getKey(), totals);
                sum = sum.plus(totals.since(last.getOrDefault(answer.getKey(), totals)));
            }
        }
        before.put(miner.name(), now);
        return Optional.of(sum);
    }

    private CompletableFuture<@Nullable LoadTotals> ask(AxonAt place) {
        HttpRequest question = HttpRequest.newBuilder(place.address().resolve("/metrics"))
                .timeout(deadline)
                .build();
        return place.client()
                .sendAsync(question, BodyHandlers.ofString())
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> failure == null ? totals(answer) : null);
    }

    private static @Nullable LoadTotals totals(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return null;
        }
        MetricsText text = new MetricsText(answer.body());
        return new LoadTotals(
                1,
                (int) text.value("synapse_axon_slots"),
                (int) text.value("synapse_axon_slots_busy"),
                (int) text.value("synapse_axon_queue_depth"),
                (long) text.value("synapse_axon_queue_wait_seconds_count"),
                text.value("synapse_axon_queue_wait_seconds_sum") * 1000,
                (long) text.value("synapse_axon_tokens_total{kind=\"completion\"}"));
    }
}
