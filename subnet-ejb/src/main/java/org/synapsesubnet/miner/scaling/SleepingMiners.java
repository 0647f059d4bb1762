package org.synapsesubnet.miner.scaling;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.miner.FleetMiner;
import org.synapsesubnet.miner.Replicas;

/**
 * Miners that sleep while nobody asks for them, and wake when somebody does. Asked only about models that no miner serves
 * at the moment; what it knows is a few seconds old at most. Safe for use by several threads.
 */
public final class SleepingMiners {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final ScalingRows rows;
    private final LoadRows past;
    private final Replicas replicas;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private volatile @Nullable Known known;

    public SleepingMiners(
            ScalingRows rows, LoadRows past, Replicas replicas, InstantSource clock, LongSupplier nanoTime) {
        this.rows = rows;
        this.past = past;
        this.replicas = replicas;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    private record Known(List<FleetMiner> miners, long at) {}

    /** Full names of the models whose miners may sleep or be about to wake, sorted. */
    public Set<String> models() {
        return known().stream()
                .flatMap(miner -> ModelNames.full(miner.models()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Wakes the miners of a model that sleep.
     *
     * @return whether a miner that may sleep serves it, so that it is worth while to wait
     */
    public boolean wake(String model) {
        String name = ModelNames.full(model);
        boolean serves = false;
        for (FleetMiner miner : known()) {
            if (ModelNames.full(miner.models()).contains(name)) {
                serves = true;
                wake(miner, name);
            }
        }
        return serves;
    }

    private void wake(FleetMiner miner, String model) {
        try {
            if (miner.replicas() == 0 && replicas.wake(miner)) {
                ScalingLog.LOG.woken(miner.name(), model);
                // However short it slept: its idle time before isn't held against it.
                past.add(miner.name(), new Measurement(clock.instant(), 0, LoadReading.NONE));
                rows.decided(miner.name(), "woken by a request for " + model, true, clock.instant());
            }
        } catch (SQLException e) {
            ScalingLog.LOG.notScaled(e);
        }
    }

    private List<FleetMiner> known() {
        Known last = known;
        if (last != null && nanoTime.getAsLong() - last.at() < FRESH_NANOS) {
            return last.miners();
        }
        try {
            Map<String, ScalingFile> files =
                    rows.files().stream().collect(Collectors.toMap(ScalingFile::miner, Function.identity()));
            List<FleetMiner> now = replicas.miners().stream()
                    .filter(FleetMiner::running)
                    .filter(miner -> files.containsKey(miner.name())
                            && files.get(miner.name()).policy().floor() == 0)
                    .toList();
            known = new Known(now, nanoTime.getAsLong());
            return now;
        } catch (SQLException e) {
            ScalingLog.LOG.notScaled(e);
            return List.of();
        }
    }
}
