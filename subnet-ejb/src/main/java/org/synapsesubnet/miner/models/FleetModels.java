package org.synapsesubnet.miner.models;

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
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.fleet.FleetModelDraft;
import org.synapsesubnet.api.fleet.FleetModelList;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.api.fleet.FleetVolumeDraft;
import org.synapsesubnet.api.fleet.FleetVolumeView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.platform.persistence.Database;

/**
 * The models of miners as operators tell and see them. Each call is a transaction, and leaves an audit entry when it
 * writes; the hosts' keepers carry out afterwards what was written.
 */
@ApplicationScoped
@Transactional
public class FleetModels {

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    @Inject
    private Event<ModelsChanged> changed;

    protected FleetModels() {}

    /** @throws ProblemException with status 404 when there is no such miner */
    public FleetModelList list(String miner) {
        try {
            served(miner);
            return new FleetModelList(ModelViews.all(book().of(miner), new ModelRows(database).of(miner)));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** @throws ProblemException with status 404 when the miner has none of that name */
    public FleetModelView find(String miner, String model) {
        ModelName name = named(model);
        return list(miner).models().stream()
                .filter(view -> view.name().equals(name.text()))
                .findFirst()
                .orElseThrow(ModelProblems::notFound);
    }

    /**
     * Adds a model or puts another one in its place.
     *
     * @param tags revisions that the caller takes for the present one; empty for any
     * @throws ProblemException with status 400 when a value can't be used, 404 when there is no such miner, 409 when its
     *     models are another's, 412 when the model has another revision
     */
    public FleetModelView put(String miner, String model, FleetModelDraft draft, Set<String> tags, Caller by) {
        try {
            ModelName name = named(model);
            boolean served = served(miner).contains(name);
            requireManaged(miner);
            Optional<WantedModel> before = book().find(miner, name);
            requireTag(name, before.map(WantedModel::revision).orElse(0L), tags);
            WantedModel next = ModelViews.model(
                    miner,
                    name,
                    draft,
                    served,
                    before.map(WantedModel::revision).orElse(0L) + 1);
            requireFirstLoaded(miner, next);
            new ModelConflicts(book().of(miner), name).refuse(next);
            if (before.isEmpty()) {
                book().add(next);
            } else if (!book().change(next)) {
                throw ModelProblems.changed(name);
            }
            written(miner, name, "fleet.model.put", by);
            return find(miner, model);
        } catch (InvalidValue e) {
            throw ModelProblems.invalid(e);
        } catch (SQLException e) {
            throw String.valueOf(e.getSQLState()).startsWith("23") ? ModelProblems.changed(named(model)) : broken(e);
        }
    }

    /** Keeps a model in the memory of every replica from now on. */
    public FleetModelView warm(String miner, String model, Caller by) {
        return change(miner, model, "fleet.model.warm", by, known -> {
            if (!isServed(miner, known.name())) {
                throw ModelProblems.invalid(
                        "model", known.name() + " must be among the miner's models to be kept in memory");
            }
            return with(known, true);
        });
    }

    /**
     * Takes a model out of memory from now on.
     *
     * @throws ProblemException with status 400 for the one that the miner's health is asked with
     */
    public FleetModelView unload(String miner, String model, Caller by) {
        return change(miner, model, "fleet.model.unload", by, known -> with(known, false));
    }

    /** Tries again at once, whatever failed before. */
    public FleetModelView pull(String miner, String model, Caller by) {
        return change(miner, model, "fleet.model.pull", by, known -> with(known, known.loaded()));
    }

    /**
     * Wants a model no longer; it is deleted when room is needed.
     *
     * @throws ProblemException with status 404, 409 when it is pinned or another one is made of it, 412
     */
    public void remove(String miner, String model, Set<String> tags, Caller by) {
        try {
            WantedModel known = load(miner, model);
            requireTag(known.name(), known.revision(), tags);
            if (known.pinned()) {
                throw ModelProblems.pinned(known.name());
            }
            for (WantedModel other : book().of(miner)) {
                if (other.source() instanceof ModelSource.From from
                        && from.parent().equals(known.name())) {
                    throw ModelProblems.needed(known.name(), other.name());
                }
            }
            book().remove(miner, known.name());
            written(miner, known.name(), "fleet.model.remove", by);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    public FleetVolumeView volume(String miner) {
        try {
            served(miner);
            VolumeRows.Row row = new VolumeRows(database).of(miner);
            return new FleetVolumeView(
                    row.budgetBytes().isPresent() ? row.budgetBytes().getAsLong() : null,
                    row.usedBytes(),
                    row.trouble());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Says what a miner's volume may hold. */
    public FleetVolumeView limit(String miner, FleetVolumeDraft draft, Caller by) {
        try {
            served(miner);
            requireManaged(miner);
            Long budget = draft.budgetBytes();
            new VolumeRows(database).limit(miner, budget == null ? OptionalLong.empty() : OptionalLong.of(budget));
            new AuditTrail(entities, clock).record(by.account(), "fleet.volume", miner, String.valueOf(budget));
            changed.fire(new ModelsChanged(miner));
            return volume(miner);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private FleetModelView change(
            String miner, String model, String action, Caller by, UnaryOperator<WantedModel> change) {
        try {
            WantedModel known = load(miner, model);
            WantedModel next = change.apply(known);
            requireFirstLoaded(miner, next);
            if (!book().change(next)) {
                throw ModelProblems.changed(known.name());
            }
            written(miner, known.name(), action, by);
            return find(miner, model);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static WantedModel with(WantedModel known, boolean loaded) {
        return new WantedModel(
                known.miner(),
                known.name(),
                known.source(),
                known.digest(),
                known.variant(),
                known.pinned(),
                loaded,
                known.revision() + 1);
    }

    private void written(String miner, ModelName name, String action, Caller by) {
        new AuditTrail(entities, clock).record(by.account(), action, miner + "/" + name, null);
        changed.fire(new ModelsChanged(miner));
    }

    private WantedModel load(String miner, String model) throws SQLException {
        served(miner);
        requireManaged(miner);
        return book().find(miner, named(model)).orElseThrow(ModelProblems::notFound);
    }

    private void requireManaged(String miner) throws SQLException {
        if (!book().isManaged(miner)) {
            throw ModelProblems.unmanaged(miner);
        }
    }

    /** The next question after its health would load it again. */
    private void requireFirstLoaded(String miner, WantedModel next) throws SQLException {
        boolean first =
                served(miner).stream().findFirst().filter(next.name()::equals).isPresent();
        if (first && !next.loaded()) {
            throw ModelProblems.invalid(
                    "loaded", "must be true for " + next.name() + ", which the miner's health is asked with");
        }
    }

    private boolean isServed(String miner, ModelName name) {
        try {
            return served(miner).contains(name);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private List<ModelName> served(String miner) throws SQLException {
        return book().served(miner).orElseThrow(ModelProblems::minerNotFound);
    }

    private static ModelName named(String model) {
        try {
            return ModelName.of(model);
        } catch (InvalidValue e) {
            throw ModelProblems.invalid(e);
        }
    }

    private static void requireTag(ModelName name, long revision, Set<String> tags) {
        if (!tags.isEmpty() && !tags.contains(Long.toString(revision))) {
            throw ModelProblems.changed(name);
        }
    }

    private ModelBook book() {
        return new ModelBook(database, clock);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("The rows of models can't be read or written", e);
    }
}
