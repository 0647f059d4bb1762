package org.synapsesubnet.rollout;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.rollout.DeploymentDraft;
import org.synapsesubnet.api.rollout.DeploymentList;
import org.synapsesubnet.api.rollout.DeploymentView;
import org.synapsesubnet.api.rollout.RolloutDraft;
import org.synapsesubnet.api.rollout.RolloutHistory;
import org.synapsesubnet.api.rollout.RolloutState;
import org.synapsesubnet.api.rollout.RolloutView;
import org.synapsesubnet.miner.Fleet;
import org.synapsesubnet.miner.Turnover;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.registrar.ReleaseUses;

/**
 * Modules on the fleet as operators tell and see them. Each call is a transaction, and leaves an audit entry when it
 * writes; roll-outs go on by themselves.
 */
@ApplicationScoped
@Transactional
public class Deployments {

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    @Inject
    private Fleet fleet;

    protected Deployments() {}

    public DeploymentList list(String module) {
        try {
            var views = new ArrayList<DeploymentView>();
            for (Deployment deployment : deployments().of(module)) {
                views.add(view(deployment));
            }
            return new DeploymentList(views);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 404 when there is none */
    public DeploymentView find(String module, String name) {
        try {
            return view(load(module, name));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Puts a release on the fleet.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 404 when there is no such release, 409 when it
     *     isn't published or the name is a miner's already, 400 when a value can't be used
     */
    public DeploymentView install(String module, DeploymentDraft draft, Caller by) {
        try {
            ReleaseView release = uses().use(module, draft.version(), draft.name(), false);
            fleet.add(Installation.miner(draft, release), by);
            Deployment deployment = new Deployment(draft.name(), module, release.version(), "", by.account(), now());
            deployments().insert(deployment);
            audit(by, "deployment.install", deployment, release.version());
            return view(deployment);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Begins the way to another release.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 409 when one is under way, or the release isn't
     *     published or runs already
     */
    public RolloutView update(String module, String name, RolloutDraft draft, Caller by) {
        return begin(module, name, draft.version(), RolloutPlan.of(draft), false, by);
    }

    /**
     * Begins the way to the release before, all replicas at once.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 409 when there was none, or a roll-out is under
     *     way
     */
    public RolloutView rollBack(String module, String name, Caller by) {
        try {
            String before = load(module, name).previous();
            if (before.isEmpty()) {
                throw RolloutProblems.nothingBefore(name);
            }
            return begin(module, name, before, RolloutPlan.BACK, true, by);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Pauses, resumes or takes back the roll-out that a deployment is at.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 404 when it is at none, 409 when it is going back
     *     and shall do something else
     */
    public RolloutView tell(String module, String name, RolloutState state, Caller by) {
        try {
            Deployment deployment = load(module, name);
            Rollout rollout = rollouts().lockUnfinished(name).orElseThrow(() -> RolloutProblems.noRollout(name));
            if (rollout.state() == RolloutState.ROLLING_BACK && state != RolloutState.ROLLING_BACK) {
                throw RolloutProblems.illegalStep(rollout.state(), state);
            }
            Rollout told = rollout.state() == state
                    ? rollout
                    : rollout.become(state, state.text() + " as " + by.account() + " asked", now())
                            .again(now());
            rollouts().save(told);
            audit(by, "rollout.state", deployment, state.text());
            return RolloutViews.of(told, replicas(name));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * @param offset 0 or more
     * @param limit 1 or more
     */
    public RolloutHistory history(String module, String name, int offset, int limit) {
        try {
            load(module, name);
            int replicas = replicas(name);
            List<RolloutView> page = rollouts().page(name, offset, limit).stream()
                    .map(rollout -> RolloutViews.of(rollout, replicas))
                    .toList();
            return new RolloutHistory(page, offset, limit, rollouts().count(name));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Takes a module off the fleet: its miner goes, and its history with it.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 409 while a roll-out is under way
     */
    public void uninstall(String module, String name, Caller by) {
        try {
            Deployment deployment = load(module, name);
            requireStill(name);
            uses().leave(module, deployment.version(), name);
            deployments().delete(name);
            fleet.remove(name, Set.of(), by);
            audit(by, "deployment.uninstall", deployment, deployment.version());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Names of deployments that are on their way. */
    public List<String> underWay() throws SQLException {
        return rollouts().unfinished();
    }

    /** Takes the next step of a deployment's roll-out. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void advance(String name) throws SQLException {
        Turnover turnover = turnover();
        new RolloutSteps(deployments(), rollouts(), turnover, uses(), clock).advance(name);
        Optional<Turnover.Stand> stand = turnover.stand(name);
        if (stand.isPresent()) {
            fleet.look(stand.get().host());
        }
    }

    private RolloutView begin(String module, String name, String version, RolloutPlan plan, boolean back, Caller by) {
        try {
            load(module, name);
            Deployment deployment = deployments().lock(name).orElseThrow(() -> RolloutProblems.notFound(module));
            requireStill(name);
            if (deployment.version().equals(version)) {
                throw RolloutProblems.alreadyThere(name, version);
            }
            Turnover.Stand stand = turnover().stand(name).orElseThrow(() -> RolloutProblems.notFound(module));
            ReleaseView release = uses().use(module, version, name, back);
            int number = rollouts().latest(name).map(Rollout::number).orElse(0) + 1;
            Rollout rollout = Rollout.begin(
                    name,
                    number,
                    new Rollout.Leg(deployment.version(), stand.image()),
                    new Rollout.Leg(version, Installation.image(release)),
                    plan,
                    by.account(),
                    now());
            rollouts().insert(rollout);
            audit(by, back ? "deployment.rollback" : "deployment.update", deployment, version);
            return RolloutViews.of(rollout, stand.replicas().size());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private Deployment load(String module, String name) throws SQLException {
        return deployments()
                .find(name)
                .filter(found -> found.module().equals(module))
                .orElseThrow(() -> RolloutProblems.notFound(module));
    }

    private void requireStill(String name) throws SQLException {
        Optional<Rollout> latest = rollouts().latest(name);
        if (latest.isPresent() && !latest.get().state().isOver()) {
            throw RolloutProblems.onItsWay(latest.get());
        }
    }

    private DeploymentView view(Deployment deployment) throws SQLException {
        return RolloutViews.of(
                deployment, rollouts().latest(deployment.name()).orElse(null), replicas(deployment.name()));
    }

    private int replicas(String name) throws SQLException {
        return turnover().stand(name).map(stand -> stand.replicas().size()).orElse(0);
    }

    private void audit(Caller by, String action, Deployment deployment, String detail) {
        new AuditTrail(entities, clock)
                .record(by.account(), action, deployment.module() + "/" + deployment.name(), detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private DeploymentRows deployments() {
        return new DeploymentRows(database);
    }

    private RolloutRows rollouts() {
        return new RolloutRows(database);
    }

    private Turnover turnover() {
        return new Turnover(database, clock);
    }

    private ReleaseUses uses() {
        return new ReleaseUses(entities, clock);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("The roll-outs' rows can't be read or written", e);
    }
}
