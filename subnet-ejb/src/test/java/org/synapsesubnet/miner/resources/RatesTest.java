package org.synapsesubnet.miner.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.container.ContainerStats;

class RatesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Rates rates = new Rates();

    @Test
    void countersBecomeBytesASecond() {
        rates.next(stats(Duration.ZERO, 1000));

        assertThat(rates.next(stats(Duration.ofMillis(500), 1600)))
                .contains(
                        entry(Measure.CPUS, 0.25),
                        entry(Measure.MEMORY, 64.0),
                        entry(Measure.RECEIVED, 1200.0),
                        entry(Measure.SENT, 2400.0),
                        entry(Measure.READ, 3600.0),
                        entry(Measure.WRITTEN, 4800.0),
                        entry(Measure.PIDS, 3.0));
    }

    @Test
    void theFirstFiguresAndThoseAfterARestartTellNoRates() {
        assertThat(rates.next(stats(Duration.ZERO, 1000))).containsOnlyKeys(Measure.CPUS, Measure.MEMORY, Measure.PIDS);
        assertThat(rates.next(stats(Duration.ofSeconds(1), 10)))
                .containsOnlyKeys(Measure.CPUS, Measure.MEMORY, Measure.PIDS);
        assertThat(rates.next(stats(Duration.ofSeconds(2), 11))).containsEntry(Measure.RECEIVED, 1.0);
    }

    private static ContainerStats stats(Duration after, long bytes) {
        return new ContainerStats(START.plus(after), 0.25, 64, 128, bytes, 2 * bytes, 3 * bytes, 4 * bytes, 3);
    }
}
