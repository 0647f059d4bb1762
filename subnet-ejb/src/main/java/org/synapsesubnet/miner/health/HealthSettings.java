package org.synapsesubnet.miner.health;

import java.time.Duration;

/**
 * Patience with engines.
 *
 * @param interval between two questions to an engine that is well, 100 ms–10 min
 * @param generation deadline of one generated token, 10 ms–10 min
 * @param sign deadline of the cheap question, 10 ms–1 min
 * @param misses in a row that make an engine dead, 1–100
 * @param start how long after its making an engine may take to its first token, 1 s–1 h
 * @param busy how long an engine may leave our question waiting while it works, 1 s–1 h
 */
public record HealthSettings(
        Duration interval, Duration generation, Duration sign, int misses, Duration start, Duration busy) {

    public HealthSettings {
        between("interval", interval, Duration.ofMillis(100), Duration.ofMinutes(10));
        between("generation", generation, Duration.ofMillis(10), Duration.ofMinutes(10));
        between("sign", sign, Duration.ofMillis(10), Duration.ofMinutes(1));
        between("start", start, Duration.ofSeconds(1), Duration.ofHours(1));
        between("busy", busy, Duration.ofSeconds(1), Duration.ofHours(1));
        if (misses < 1 || misses > 100) {
            throw new IllegalArgumentException("misses: " + misses + " must be from 1 to 100");
        }
    }

    private static void between(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + least + " to " + most);
        }
    }
}
