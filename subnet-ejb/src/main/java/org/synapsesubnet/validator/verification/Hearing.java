package org.synapsesubnet.validator.verification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;

/** Hears the reference about an answer, judges it and keeps the verdict at once, so that a crash loses only what runs. */
final class Hearing {

    private final DataSource database;
    private final Optional<TrustedReference> reference;
    private final VerificationMetrics metrics;
    private final InstantSource clock;

    Hearing(
            DataSource database,
            Optional<TrustedReference> reference,
            VerificationMetrics metrics,
            InstantSource clock) {
        this.database = database;
        this.reference = reference;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param untilNanos when the reference isn't waited for any longer, by the nano clock */
    void hear(EpochKey key, Challenge challenge, DirectAnswer answer, long untilNanos)
            throws SQLException, InterruptedException {
        Judge.Opinion opinion = opinion(challenge, answer, untilNanos);
        try (Connection connection = database.getConnection()) {
            Optional<String> digest = Judge.digest(answer.text());
            boolean repeated = digest.isPresent() && ChallengeRows.saidBefore(connection, challenge, digest.get());
            Verdict verdict = Judge.judge(challenge, answer, opinion, repeated);
            if (ChallengeRows.judge(connection, key, challenge, verdict, clock.instant())) {
                metrics.judged(verdict.outcome());
            }
        }
    }

    private Judge.Opinion opinion(Challenge challenge, DirectAnswer answer, long untilNanos)
            throws InterruptedException {
        if (answer.outcome() != DirectAnswer.Outcome.ANSWERED) {
            return Judge.Opinion.none("there is no answer");
        }
        if (reference.isEmpty()) {
            return Judge.Opinion.none("no reference is configured");
        }
        TrustedReference trusted = reference.get();
        if (!trusted.models().isEmpty() && !trusted.models().contains(challenge.model())) {
            return Judge.Opinion.none("the reference doesn't have this model");
        }
        try {
            ReferenceAnswer expected = trusted.answer(challenge, untilNanos);
            List<Probe> probes = new Prober(trusted).probes(challenge, answer, expected, untilNanos);
            return new Judge.Opinion(expected, probes, "");
        } catch (ReferenceUnavailableException e) {
            metrics.referenceFailed();
            VerificationLog.LOG.referenceFailed(challenge.hotkey().address(), String.valueOf(e.getMessage()));
            return Judge.Opinion.none(String.valueOf(e.getMessage()));
        }
    }
}
