package org.synapsesubnet.registrar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.module.ConfigurationRollback;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModulePage;
import org.synapsesubnet.api.module.ModuleQuery;
import org.synapsesubnet.api.module.ModuleStatus;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.StatusChange;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.registrar.configuration.SecretReferences;
import org.synapsesubnet.registrar.configuration.SettingsSchema;

/**
 * The registry of modules. Each call is a transaction and leaves an audit entry when it writes. Two writers of one module
 * never overwrite each other unseen: the later one gets a {@link ProblemException} with status 412, or 409 where it named
 * no entity tag.
 */
@ApplicationScoped
@Transactional
public class Modules {
    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    private NativeAllowList allowList = NativeAllowList.parse("");

    protected Modules() {}

    Modules(EntityManager entities, InstantSource clock, NativeAllowList allowList) {
        this.entities = entities;
        this.clock = clock;
        this.allowList = allowList;
    }

    @Inject
    void allowNative(@ConfigProperty(name = RegistrarSettings.NATIVE_ALLOW_LIST) Optional<String> executables) {
        this.allowList = NativeAllowList.parse(executables.orElse(""));
    }

    /** Registers a module; a name that is taken is a problem with status 409. */
    public StoredModule register(ModuleDraft draft, Caller by) {
        if (draft.type() == ModuleType.NATIVE) {
            allowList.requireAllowed(draft.configuration());
        }
        SecretReferences.requireNoSecret(draft.configuration());
        if (search(draft.name()).isPresent()) {
            throw ModuleProblems.alreadyThere(draft.name());
        }
        Module module = new Module(draft, now());
        entities.persist(module);
        try {
            entities.flush();
        } catch (ConstraintViolationException e) { // registered since the search
            throw ModuleProblems.alreadyThere(draft.name());
        }
        keepConfiguration(module, null, by);
        audit(by, "module.register", module, draft.type().text());
        return module.stored();
    }

    public StoredModule find(String name) {
        return load(name).stored();
    }

    /**
     * @param offset 0 to {@link ModulePage#MAX_OFFSET}
     * @param limit 1 to {@link ModulePage#MAX_LIMIT}
     */
    public ModulePage list(ModuleQuery query, int offset, int limit) {
        return ModuleSearch.of(query, entities).page(entities, offset, limit);
    }

    /**
     * Replaces description and configuration.
     *
     * @throws ProblemException with status 400 when the configuration isn't what the module's current release takes: the
     *     one that channel stable names, else the highest that is published
     */
    public StoredModule replace(String name, ModuleUpdate update, ExpectedTag expected, Caller by) {
        return replace(name, load(name, expected), update, null, expected, by);
    }

    /** Brings an earlier configuration back, if it is one that the module's current release takes. */
    public StoredModule restore(String name, ConfigurationRollback rollback, ExpectedTag expected, Caller by) {
        Module module = load(name, expected);
        long number = rollback.revision();
        Revision revision = new Revisions(entities)
                .find(module.id(), number)
                .orElseThrow(() -> ModuleProblems.noRevision(name, number));
        ModuleUpdate update = new ModuleUpdate(
                null, null, module.description(), revision.view().configuration());
        return replace(name, module, update, number, expected, by);
    }

    private StoredModule replace(
            String name, Module module, ModuleUpdate update, @Nullable Long restored, ExpectedTag expected, Caller by) {
        if (module.isNative()) {
            allowList.requireAllowed(update.configuration());
        }
        SecretReferences.requireNoSecret(update.configuration());
        new ReleaseShelf(entities).current(module.id()).ifPresent(release -> {
            List<FieldError> faults = SettingsSchema.of(release.settings()).faultsOf(update.configuration());
            if (!faults.isEmpty()) {
                throw ModuleProblems.misconfigured(release.text(), faults);
            }
        });
        module.replace(update, now());
        String detail = restored == null ? null : "configuration of revision " + restored;
        StoredModule stored = written(module, expected, by, "module.replace", detail);
        keepConfiguration(module, restored, by);
        return stored;
    }

    public StoredModule changeStatus(String name, StatusChange change, ExpectedTag expected, Caller by) {
        Module module = load(name, expected);
        if (module.isNative() && change.status() == ModuleStatus.ENABLED) {
            allowList.requireAllowed(module.configuration());
        }
        module.become(change.status(), change.reason(), now());
        return written(module, expected, by, "module.status", change.status().text());
    }

    /** Removes a module with its releases; one that is enabled or in use is a problem with status 409. */
    public void remove(String name, ExpectedTag expected, Caller by) {
        Module module = load(name, expected);
        if (module.isEnabled()) {
            throw ModuleProblems.enabled(name);
        }
        List<String> users = new Usages(entities).ofModule(module.id());
        if (!users.isEmpty()) {
            throw ReleaseProblems.inUse("Module " + name, users);
        }
        try {
            new ReleaseShelf(entities).clear(module.id());
            entities.remove(module);
            written(module, expected, by, "module.remove", null);
        } catch (ConstraintViolationException e) { // somebody added to it since
            throw ModuleProblems.changedMeanwhile(name, expected.isConditional());
        }
    }

    private StoredModule written(
            Module module, ExpectedTag expected, Caller by, String action, @Nullable String detail) {
        try {
            entities.flush();
        } catch (OptimisticLockException | PessimisticLockException | LockTimeoutException e) {
            throw ModuleProblems.changedMeanwhile(module.name(), expected.isConditional());
        }
        audit(by, action, module, detail);
        return module.stored();
    }

    private void keepConfiguration(Module module, @Nullable Long restored, Caller by) {
        new Revisions(entities).keep(module.id(), module.configurationText(), restored, by.account(), now());
    }

    private Module load(String name, ExpectedTag expected) {
        Module module = load(name);
        if (!expected.holdsFor(module.tag())) {
            throw ModuleProblems.tagMismatch(name, module.tag());
        }
        return module;
    }

    private Module load(String name) {
        return search(name).orElseThrow(() -> ModuleProblems.notFound(name));
    }

    private Optional<Module> search(String name) {
        if (!ModuleDraft.isName(name)) {
            return Optional.empty();
        }
        return entities.createQuery("select m from Module m where m.name = :name", Module.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    private void audit(Caller by, String action, Module module, @Nullable String detail) {
        new AuditTrail(entities, clock).record(by.account(), action, module.name(), detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
