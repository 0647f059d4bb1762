package org.synapsesubnet.registrar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.exception.ConstraintViolationException;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.module.ReleaseDraft;
import org.synapsesubnet.api.module.ReleasePage;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseStateChange;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.registrar.configuration.SettingsSchema;

/**
 * The releases of the registry's modules. Each call is a transaction and leaves an audit entry when it writes. A release
 * is written once; what changes is its state, and one that is used can't leave.
 */
@ApplicationScoped
@Transactional
public class Releases {
    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    private Consumer<ReleasePublishing> gates = publishing -> {};

    @Inject
    @ConfigProperty(name = RegistrarSettings.REQUIRE_PASSPORT)
    private boolean passportRequired;

    protected Releases() {}

    Releases(EntityManager entities, InstantSource clock, boolean passportRequired) {
        this.entities = entities;
        this.clock = clock;
        this.passportRequired = passportRequired;
    }

    @Inject
    void gates(Event<ReleasePublishing> hearers) {
        this.gates = hearers::fire;
    }

    /**
     * Adds a draft.
     *
     * @throws org.synapsesubnet.api.problem.InvalidValue when its settings are no JSON Schema that stands for itself
     * @throws org.synapsesubnet.api.problem.ProblemException with status 409 when version or digest are taken
     */
    public StoredRelease add(String module, ReleaseDraft draft, Caller by) {
        ReleaseShelf shelf = shelf();
        UUID id = shelf.module(module);
        SettingsSchema.of(draft.settings());
        shelf.find(id, draft.version()).ifPresent(there -> {
            throw ReleaseProblems.versionTaken(module, draft.version());
        });
        shelf.holderOf(draft.digest()).ifPresent(holder -> {
            throw ReleaseProblems.digestTaken(draft.digest(), holder);
        });
        Release release = new Release(id, draft, by.account(), now());
        entities.persist(release);
        try {
            entities.flush();
        } catch (ConstraintViolationException e) { // added since the search
            throw ReleaseProblems.changed("Module " + module, false);
        }
        audit(by, "release.add", module, draft.version() + " " + draft.digest());
        return release.stored(module);
    }

    public StoredRelease find(String module, String version) {
        ReleaseShelf shelf = shelf();
        return shelf.find(shelf.module(module), version)
                .orElseThrow(() -> ReleaseProblems.notFound(module, version))
                .stored(module);
    }

    /**
     * The highest version first.
     *
     * @param offset 0 or more
     * @param limit 1 or more
     */
    public ReleasePage list(String module, int offset, int limit) {
        ReleaseShelf shelf = shelf();
        UUID id = shelf.module(module);
        List<String> versions =
                shelf.versions(id).stream().sorted(Versions.HIGHEST_FIRST).toList();
        List<String> wanted = versions.stream().skip(offset).limit(limit).toList();
        List<ReleaseView> releases = shelf.withVersions(id, wanted).stream()
                .map(release -> release.stored(module).release())
                .sorted(Comparator.comparing(ReleaseView::version, Versions.HIGHEST_FIRST))
                .toList();
        return new ReleasePage(releases, offset, limit, versions.size());
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 409 for a step that isn't allowed, 412 for a lost update */
    public StoredRelease changeState(
            String module, String version, ReleaseStateChange change, ExpectedTag expected, Caller by) {
        Release release = lock(module, version, expected);
        if (change.state() == ReleaseState.YANKED) {
            requireUnused(release);
        }
        if (change.state() == ReleaseState.PUBLISHED && release.state() == ReleaseState.DRAFT) {
            requirePassport(module, release);
            gates.accept(new ReleasePublishing(release.stored(module).release()));
        }
        release.become(change.state(), change.reason(), now());
        entities.flush();
        audit(by, "release.state", module, version + " " + change.state().text());
        return release.stored(module);
    }

    /** Removes a draft that nobody uses. */
    public void remove(String module, String version, ExpectedTag expected, Caller by) {
        Release release = lock(module, version, expected);
        requireUnused(release);
        if (release.state() != ReleaseState.DRAFT) {
            throw ReleaseProblems.notADraft(version, release.state());
        }
        entities.remove(release);
        entities.flush();
        audit(by, "release.remove", module, version);
    }

    private Release lock(String module, String version, ExpectedTag expected) {
        ReleaseShelf shelf = shelf();
        Release release =
                shelf.lock(shelf.module(module), version).orElseThrow(() -> ReleaseProblems.notFound(module, version));
        if (!expected.holdsFor(release.tag())) {
            throw ReleaseProblems.changed("Release " + version, true);
        }
        return release;
    }

    private void requireUnused(Release release) {
        List<String> users = new Usages(entities).ofRelease(release.id());
        if (!users.isEmpty()) {
            throw ReleaseProblems.inUse("Release " + release.text(), users);
        }
    }

    private void requirePassport(String module, Release release) {
        if (passportRequired && !shelf().hasPassed(release.id())) {
            throw ReleaseProblems.notPassed(module, release.text());
        }
    }

    private ReleaseShelf shelf() {
        return new ReleaseShelf(entities);
    }

    private void audit(Caller by, String action, String module, String detail) {
        new AuditTrail(entities, clock).record(by.account(), action, module, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
