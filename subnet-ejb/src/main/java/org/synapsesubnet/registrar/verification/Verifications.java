package org.synapsesubnet.registrar.verification;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.passport.VerificationState;
import org.synapsesubnet.api.passport.VerificationView;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.registrar.Releases;
import org.synapsesubnet.registrar.passport.PassportRows;
import org.synapsesubnet.registrar.passport.SignedPassport;

/**
 * Verifications of releases as operators ask for and see them. Each call is a transaction, and leaves an audit entry when
 * it writes; the verifier carries out afterwards what was written.
 */
@ApplicationScoped
@Transactional
public class Verifications {

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    @Inject
    private Releases releases;

    @Inject
    private Verifier verifier;

    @Inject
    private Event<VerificationStarted> started;

    protected Verifications() {}

    /**
     * Begins to verify a release.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 404 when there is no such release, 409 when there
     *     is no verifier or it is at work
     */
    public VerificationView start(String module, String version, Caller by) {
        ReleaseView release = releases.find(module, version).release();
        if (!verifier.isOpen()) {
            throw VerificationProblems.noVerifier();
        }
        UUID id = UUID.randomUUID();
        try {
            List<VerificationRows.Row> running = rows().runningOn(verifier.node());
            if (!running.isEmpty()) {
                throw VerificationProblems.alreadyRunning(
                        named(running.getFirst().view()));
            }
            UUID releaseId = id(module, version);
            rows().begin(id, releaseId, verifier.node(), by.account());
            audit(by, "release.verify", module, version);
            started.fire(new VerificationStarted(id, releaseId, release));
            return rows().latest(releaseId)
                    .orElseThrow(() -> new IllegalStateException("the new verification isn't there"))
                    .view();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("23")) { // begun since the search
                throw VerificationProblems.alreadyRunning("Another release, or this one,");
            }
            throw broken(e);
        }
    }

    /** Breaks off the verification that runs; its container goes with it. */
    public void cancel(String module, String version, Caller by) {
        VerificationRows.Row row = latest(module, version);
        if (row.view().state() != VerificationState.RUNNING) {
            throw VerificationProblems.notRunning(version);
        }
        if (!row.node().equals(verifier.node())) {
            throw VerificationProblems.runsElsewhere(row.node());
        }
        audit(by, "release.verify-cancel", module, version);
        try {
            verifier.cancel(row.view().id(), by.account());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** The latest verification of a release, with the evidence so far. */
    public VerificationView find(String module, String version) {
        return latest(module, version).view();
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 404 where there is none */
    public SignedPassport passport(String module, String version) {
        return passportIfAny(module, version).orElseThrow(() -> VerificationProblems.noPassport(module, version));
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 404 when there is no such release */
    public Optional<SignedPassport> passportIfAny(String module, String version) {
        try {
            return new PassportRows(database).find(id(module, version));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** What the release's image is made of, in CycloneDX. */
    public String billOfMaterials(String module, String version) {
        return passport(module, version)
                .billOfMaterials()
                .orElseThrow(() -> VerificationProblems.noBill(module, version));
    }

    private VerificationRows.Row latest(String module, String version) {
        try {
            return rows().latest(id(module, version))
                    .orElseThrow(() -> VerificationProblems.neverVerified(module, version));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private UUID id(String module, String version) throws SQLException {
        return rows().release(module, version).orElseThrow(() -> VerificationProblems.noRelease(module, version));
    }

    private static String named(VerificationView view) {
        return "Release " + view.version() + " of " + view.module();
    }

    private void audit(Caller by, String action, String module, String detail) {
        new AuditTrail(entities, clock).record(by.account(), action, module, detail);
    }

    private VerificationRows rows() {
        return new VerificationRows(database, clock);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("The verifications' rows can't be read or written", e);
    }
}
