package org.synapsesubnet.miner.scaling;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.fleet.FleetScalingDraft;
import org.synapsesubnet.api.fleet.FleetScalingView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.miner.FleetMiner;
import org.synapsesubnet.miner.Replicas;
import org.synapsesubnet.platform.persistence.Database;

/** The policies of scaling as operators tell and see them. Each call is a transaction, audited when it writes. */
@ApplicationScoped
@Transactional
public class ScalingDesk {

    /** As far back as a person wants to see what was measured. */
    private static final Duration SHOWN = Duration.ofMinutes(5);

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    protected ScalingDesk() {}

    /** @throws ProblemException with status 404 when there is no such miner, or it isn't scaled */
    public FleetScalingView find(String miner) {
        try {
            return view(load(miner));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Has a miner scaled, or scaled otherwise.
     *
     * @param tags revisions of the policy that the caller takes for the present one; empty for any
     * @throws ProblemException with status 404, 412 when it has another revision, 400 when a value can't be used
     */
    public FleetScalingView put(String miner, FleetScalingDraft draft, Set<String> tags, Caller by) {
        try {
            requireMiner(miner);
            ScalingPolicy policy = ScalingViews.policy(draft);
            long revision = rows().file(miner).map(ScalingFile::revision).orElse(0L);
            requireTag(miner, revision, tags);
            if (!rows().put(miner, policy, revision)) {
                throw ScalingProblems.changed(miner);
            }
            written(miner, revision == 0 ? "fleet.scaling.add" : "fleet.scaling.replace", by);
            return view(load(miner));
        } catch (InvalidValue e) {
            throw ScalingProblems.invalid(e);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Leaves a miner with the replicas that it has. */
    public void remove(String miner, Set<String> tags, Caller by) {
        try {
            requireTag(miner, load(miner).revision(), tags);
            rows().remove(miner);
            written(miner, "fleet.scaling.remove", by);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private void written(String miner, String action, Caller by) {
        new AuditTrail(entities, clock).record(by.account(), action, miner, null);
    }

    private ScalingFile load(String miner) throws SQLException {
        requireMiner(miner);
        return rows().file(miner).orElseThrow(ScalingProblems::notScaled);
    }

    private FleetScalingView view(ScalingFile file) throws SQLException {
        Instant since = clock.instant().minus(SHOWN);
        List<Measurement> measurements = new LoadRows(database).measurements(file.miner(), since);
        return ScalingViews.of(file, requireMiner(file.miner()), measurements);
    }

    private FleetMiner requireMiner(String name) throws SQLException {
        return new Replicas(database, clock, host -> {})
                .miners().stream()
                        .filter(miner -> miner.name().equals(name))
                        .findFirst()
                        .orElseThrow(ScalingProblems::noMiner);
    }

    private static void requireTag(String miner, long revision, Set<String> tags) {
        if (!tags.isEmpty() && !tags.contains(Long.toString(revision))) {
            throw ScalingProblems.changed(miner);
        }
    }

    private ScalingRows rows() {
        return new ScalingRows(database);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("The rows of scaling can't be read or written", e);
    }
}
