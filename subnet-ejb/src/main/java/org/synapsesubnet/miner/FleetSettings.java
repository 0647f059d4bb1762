package org.synapsesubnet.miner;

import java.time.Duration;
import org.synapsesubnet.miner.health.HealthSettings;

/**
 * How a fleet is looked after.
 *
 * @param tick the longest time between two looks at a host, 100 ms–5 min; events bring them forward
 * @param health patience with engines
 * @param backOff after failures
 */
public record FleetSettings(Duration tick, HealthSettings health, BackOff backOff) {

    public FleetSettings {
        if (tick.toMillis() < 100 || tick.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("tick: " + tick + " must be from PT0.1S to PT5M");
        }
    }
}
