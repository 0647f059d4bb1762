package org.synapsesubnet.registrar.verification;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.api.passport.VerificationState;
import org.synapsesubnet.platform.persistence.Transactions;
import org.synapsesubnet.registrar.passport.PassportRows;
import org.synapsesubnet.registrar.passport.SignedPassport;
import org.synapsesubnet.registrar.signing.SigningKey;

/** What the verifier writes down. */
final class VerificationBook {
    private final DataSource database;
    private final VerificationRows rows;
    private final SigningKey key;

    VerificationBook(DataSource database, InstantSource clock, SigningKey key) {
        this.database = database;
        this.rows = new VerificationRows(database, clock);
        this.key = key;
    }

    void enters(UUID id, VerificationStage stage) {
        try {
            rows.enter(id, stage);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    void keeps(UUID id, StageReport report) {
        try {
            rows.keep(id, report);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    void end(UUID id, VerificationState state, String reason) throws SQLException {
        rows.end(id, state, reason);
    }

    /** Passport and end are kept together or not at all; one that was ended meanwhile gets no passport. */
    void pass(VerificationStarted subject, Verification.Outcome outcome) throws SQLException {
        Passport passport = outcome.passport();
        SignedPassport signed = SignedPassport.of(passport, outcome.bill(), key);
        VerificationState state = passport.passed() ? VerificationState.PASSED : VerificationState.REFUSED;
        String reason = passport.passed()
                ? null
                : String.join(
                        "\n",
                        passport.refusals().stream()
                                .map(refusal -> refusal.gate() + ": " + refusal.reason())
                                .toList());
        new Transactions(database).run(transaction -> {
            if (rows.end(transaction, subject.id(), state, reason)) {
                new PassportRows(database).put(transaction, subject.releaseId(), subject.id(), signed);
            }
        });
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("what a verification found can't be kept: " + e.getMessage(), e);
    }
}
