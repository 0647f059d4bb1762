package org.synapsesubnet.miner;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.fleet.FleetHostList;
import org.synapsesubnet.api.fleet.FleetHostView;
import org.synapsesubnet.api.fleet.FleetMinerDraft;
import org.synapsesubnet.api.fleet.FleetMinerList;
import org.synapsesubnet.api.fleet.FleetMinerView;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.platform.persistence.Database;

/**
 * The fleet as operators tell and see it. Each call is a transaction, and leaves an audit entry when it writes; the
 * hosts' reconcilers carry out afterwards what was written.
 */
@ApplicationScoped
@Transactional
public class Fleet {

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    @Inject
    private Event<FleetChanged> changed;

    protected Fleet() {}

    public FleetMinerList list() {
        try {
            var views = new ArrayList<FleetMinerView>();
            for (FleetMiner miner : rows().miners()) {
                views.add(view(miner));
            }
            return new FleetMinerList(views);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    public FleetHostList hosts() {
        try {
            return new FleetHostList(rows().hosts());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** @throws ProblemException with status 404 when there is none */
    public FleetMinerView find(String name) {
        try {
            return view(load(name));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** @throws ProblemException with status 409 when the name is taken, 400 when a value can't be used */
    public FleetMinerView add(FleetMinerDraft draft, Caller by) {
        try {
            FleetMiner miner = FleetViews.miner(draft, Optional.empty(), 1);
            requireHost(miner);
            if (rows().miner(miner.name()).isPresent()) {
                throw FleetProblems.alreadyThere(miner.name());
            }
            book().add(miner);
            written(miner, "fleet.add", by);
            return view(miner);
        } catch (SQLException e) {
            throw FleetRows.isRefusedByConstraint(e) ? FleetProblems.alreadyThere(draft.name()) : broken(e);
        }
    }

    /**
     * @param tags revisions that the caller takes for the present one; empty for any
     * @throws ProblemException with status 404, 412 when it has another revision, 400 when a value can't be used
     */
    public FleetMinerView replace(String name, FleetMinerDraft draft, Set<String> tags, Caller by) {
        try {
            FleetMiner before = load(name);
            requireTag(before, tags);
            if (!draft.name().equals(name)) {
                throw FleetProblems.otherName(name);
            }
            FleetMiner next = FleetViews.miner(draft, before.canary(), before.revision() + 1);
            requireHost(next);
            if (!book().change(next)) {
                throw FleetProblems.changed(name);
            }
            written(next, "fleet.replace", by);
            changed.fire(new FleetChanged(before.host()));
            return view(next);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Removes a miner, and with it its containers and models.
     *
     * @param tags as in {@link #replace}
     */
    public void remove(String name, Set<String> tags, Caller by) {
        try {
            FleetMiner miner = load(name);
            requireTag(miner, tags);
            book().remove(name);
            written(miner, "fleet.remove", by);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Brings the next look at a host forward. */
    public void look(String host) {
        changed.fire(new FleetChanged(host));
    }

    private void written(FleetMiner miner, String action, Caller by) {
        new AuditTrail(entities, clock).record(by.account(), action, miner.name(), null);
        changed.fire(new FleetChanged(miner.host()));
    }

    private FleetMiner load(String name) throws SQLException {
        return rows().miner(name).orElseThrow(FleetProblems::notFound);
    }

    private FleetMinerView view(FleetMiner miner) throws SQLException {
        String kind = rows().hosts().stream()
                .filter(host -> host.name().equals(miner.host()))
                .map(FleetHostView::kind)
                .findFirst()
                .orElseThrow();
        return FleetViews.of(
                miner, kind, rows().replicasOf(miner.name()), new AxonRows(database, clock).of(miner.name()));
    }

    private void requireHost(FleetMiner miner) throws SQLException {
        FleetHostView host = rows().hosts().stream()
                .filter(known -> known.name().equals(miner.host()))
                .findFirst()
                .orElseThrow(FleetProblems::unknownHost);
        boolean remote = host.kind().equals(HostKind.REMOTE.text());
        if (remote && (miner.replicas() > 1 || miner.gpus() > 0)) {
            throw FleetProblems.onlyOneThere(miner);
        }
    }

    private static void requireTag(FleetMiner miner, Set<String> tags) {
        if (!tags.isEmpty() && !tags.contains(Long.toString(miner.revision()))) {
            throw FleetProblems.changed(miner.name());
        }
    }

    private FleetRows rows() {
        return new FleetRows(database);
    }

    private FleetBook book() {
        return new FleetBook(database, clock);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("The fleet's rows can't be read or written", e);
    }
}
