package org.synapsesubnet.validator.epoch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What can be watched of a validator's epochs. That weights silently stop shows in {@code synapse.epoch.weights.age}. */
final class EpochMetrics {

    private final MeterRegistry registry;
    private final AtomicLong leading = new AtomicLong();
    private final AtomicLong weightsAge = new AtomicLong(-1);

    EpochMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("synapse.epoch.leading", leading, AtomicLong::get)
                .description("1 on the node that leads the validator's epochs")
                .register(registry);
        Gauge.builder("synapse.epoch.weights.age", weightsAge, AtomicLong::get)
                .description(
                        "Blocks since the chain last took this validator's weights; -1 before the first, or elsewhere")
                .baseUnit("blocks")
                .register(registry);
    }

    void leading(boolean leads) {
        leading.set(leads ? 1 : 0);
        if (!leads) {
            weightsAge.set(-1);
        }
    }

    /** @param lastReveal −1 before the first */
    void weightsAge(long head, long lastReveal) {
        weightsAge.set(lastReveal < 0 ? -1 : Math.max(0, head - lastReveal));
    }

    /** @param phase the one that is over */
    void left(EpochPhase phase, Duration took) {
        Timer.builder("synapse.epoch.phase")
                .description("Time that epochs spend in a phase")
                .tag("phase", phase.text())
                .register(registry)
                .record(took);
    }

    void skipped(SkipReason reason) {
        Counter.builder("synapse.epoch.skipped")
                .description("Epochs of which no weights came")
                .tag("reason", reason.tag())
                .register(registry)
                .increment();
    }
}
