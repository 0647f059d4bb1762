package org.synapsesubnet.miner.scaling;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.synapsesubnet.miner.FleetMiner;

/**
 * What this node's gateway sees of models. It can't tell a miner's replicas from other miners of the same model, so it is
 * asked only where nobody closer can tell.
 */
public final class SeenLoad implements Load {

    /** What was told longer ago isn't true any more. */
    private static final Duration STALE = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LoadTotals>> before = new HashMap<>();

    public SeenLoad(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Seen(LoadTotals totals, long at) {}

    /** Tells how a model stands; again and again, every few seconds. */
    public void tell(String model, LoadTotals totals) {
        seen.put(ModelNames.full(model), new Seen(totals, nanoTime.getAsLong()));
    }

    @Override
    public Optional<LoadReading> of(FleetMiner miner) {
        Map<String, LoadTotals> last = before.computeIfAbsent(miner.name(), any -> new HashMap<>());
        LoadReading sum = null;
        for (String model : ModelNames.full(miner.models())) {
            Seen now = seen.get(model);
            if (now == null || nanoTime.getAsLong() - now.at() > STALE.toNanos()) {
                continue;
            }
            LoadTotals earlier = last.put(model, now.totals());
            LoadReading reading = now.totals().since(earlier == null ? now.totals() : earlier);
            sum = sum == null ? reading : sum.plus(reading);
        }
        return Optional.ofNullable(sum);
    }
}
