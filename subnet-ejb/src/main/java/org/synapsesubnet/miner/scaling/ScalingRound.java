package org.synapsesubnet.miner.scaling;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synapsesubnet.miner.FleetMiner;
import org.synapsesubnet.miner.Replicas;

/** Measures and decides for all miners that have a policy, once. What it measured is written down before it decides. */
public final class ScalingRound {

    /** Beyond what a policy looks back, so that a window is covered although measurements lie apart. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final ScalingRows rows;
    private final LoadRows past;
    private final Replicas replicas;
    private final Load load;
    private final InstantSource clock;

    public ScalingRound(ScalingRows rows, LoadRows past, Replicas replicas, Load load, InstantSource clock) {
        this.rows = rows;
        this.past = past;
        this.replicas = replicas;
        this.load = load;
        this.clock = clock;
    }

    /** To be called every few seconds, by one node. */
    public void run() {
        try {
            List<ScalingFile> files = rows.files();
            if (files.isEmpty()) {
                return;
            }
            Map<String, FleetMiner> miners =
                    replicas.miners().stream().collect(Collectors.toMap(FleetMiner::name, Function.identity()));
            for (ScalingFile file : files) {
                FleetMiner miner = miners.get(file.miner());
                if (miner != null && miner.running()) {
                    scale(file, miner);
                }
            }
        } catch (SQLException e) {
            ScalingLog.LOG.notScaled(e);
        }
    }

    private void scale(ScalingFile file, FleetMiner miner) throws SQLException {
        Instant now = clock.instant();
        Instant since = now.minus(file.policy().memory()).minus(MARGIN);
        Optional<LoadReading> reading = miner.replicas() == 0 ? Optional.of(LoadReading.NONE) : load.of(miner);
        if (reading.isPresent()) {
            past.add(miner.name(), new Measurement(now, miner.replicas(), reading.get()));
        }
        Decision decision =
                ScalingRule.decide(file.policy(), past.measurements(miner.name(), since), miner.replicas(), now);
        boolean changes = decision.replicas() != miner.replicas();
        if (changes) {
            if (!replicas.resize(miner, decision.replicas())) {
                // Somebody else changed the miner just now: the next round sees what to make of it.
                return;
            }
            ScalingLog.LOG.scaled(miner.name(), miner.replicas(), decision.replicas(), decision.reason());
        }
        if (changes || !decision.reason().equals(file.reason())) {
            rows.decided(miner.name(), decision.reason(), changes, now);
        }
        past.forget(miner.name(), since);
    }
}
