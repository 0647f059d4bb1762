package org.synapsesubnet.validator.verification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Figures of verification, {@code synapse.verification.*}. */
final class VerificationMetrics {

    private final MeterRegistry registry;
    private final Timer waves;
    private final Counter referenceFailures;

    VerificationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.waves = Timer.builder("synapse.verification.wave")
                .description("Time of a wave of challenges")
                .register(registry);
        this.referenceFailures = Counter.builder("synapse.verification.reference.failures")
                .description("Answers that the trusted reference couldn't check")
                .register(registry);
    }

    void judged(ChallengeOutcome outcome) {
        Counter.builder("synapse.verification.challenges")
                .description("Challenges judged, by outcome")
                .tag("outcome", outcome.text())
                .register(registry)
                .increment();
    }

    void waveTook(Duration time) {
        waves.record(time);
    }

    void referenceFailed() {
        referenceFailures.increment();
    }
}
