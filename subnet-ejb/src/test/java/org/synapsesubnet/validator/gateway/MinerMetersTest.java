package org.synapsesubnet.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.validator.gateway.relay.EngineTimes;
import org.synapsesubnet.validator.gateway.relay.ServedTimes;

class MinerMetersTest {

    private static final long MILLI = 1_000_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MinerMeters meters = new MinerMeters(registry);

    @Test
    void aStreamTellsWhatAnOllamaDoesNot() {
        meters.served("one", "tiny:latest", 11, stream());

        assertThat(millis("synapse.miner.time_to_first_token")).isEqualTo(700);
        assertThat(millis("synapse.miner.time_per_output_token")).isEqualTo(50);
        assertThat(millis("synapse.miner.load.duration")).isEqualTo(200);
        // The engine accounts for 200 ms of loading and 100 ms of reading.
        assertThat(millis("synapse.miner.queue.wait")).isEqualTo(400);
        assertThat(registry.get("synapse.miner.output.speed").summary().mean()).isEqualTo(20, within(0.01));
        assertThat(registry.get("synapse.miner.output.tokens").counter().count())
                .isEqualTo(11);
    }

    @Test
    void anAnswerInOnePieceTellsByItsEngine() {
        ServedTimes times =
                new ServedTimes(900 * MILLI, 900 * MILLI, false, new EngineTimes(0, 100 * MILLI, 500 * MILLI));

        assertThat(times.queueWait()).isEqualTo(300 * MILLI);
        assertThat(times.perOutputToken(10)).isEqualTo(50.0 * MILLI);
    }

    @Test
    void whatCanNotBeToldIsNotRecorded() {
        meters.served("one", "tiny:latest", 1, stream());

        assertThat(registry.get("synapse.miner.time_per_output_token").timer().count())
                .isZero();
        assertThat(registry.get("synapse.miner.time_to_first_token").timer().count())
                .isEqualTo(1);
    }

    @Test
    void errorsAreCountedByKind() {
        meters.failed("one", "tiny:latest", "miner_failed");
        meters.failed("one", "tiny:latest", "unavailable");
        meters.failed("one", "tiny:latest", "unavailable");

        assertThat(registry.get("synapse.miner.errors")
                        .tags(
                                "synapse.miner",
                                "one",
                                "gen_ai.request.model",
                                "tiny:latest",
                                "error.type",
                                "unavailable")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void theirNumberIsBounded() {
        for (int i = 0; i < MinerMeters.MOST + 50; i++) {
            meters.served("one", "model-" + i, 11, stream());
        }

        assertThat(registry.find("synapse.miner.output.tokens").counters()).hasSize(MinerMeters.MOST + 1);
        assertThat(registry.get("synapse.miner.output.tokens")
                        .tags("synapse.miner", "other")
                        .counter()
                        .count())
                .isEqualTo(50 * 11);
    }

    @Test
    void whoLeavesTakesItsMetersAlong() {
        meters.served("one", "tiny:latest", 11, stream());
        meters.failed("two", "tiny:latest", "unavailable");

        meters.keepOnly(List.of("one"));

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allMatch(meter -> "one".equals(meter.getId().getTag("synapse.miner")));
    }

    private static ServedTimes stream() {
        return new ServedTimes(700 * MILLI, 1200 * MILLI, true, new EngineTimes(200 * MILLI, 100 * MILLI, 550 * MILLI));
    }

    private double millis(String name) {
        return registry.get(name).timer().totalTime(TimeUnit.MILLISECONDS);
    }
}
