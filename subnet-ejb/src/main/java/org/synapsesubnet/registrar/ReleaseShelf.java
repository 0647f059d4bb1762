package org.synapsesubnet.registrar;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.synapsesubnet.api.module.ChannelView;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseVersion;

/** The rows of modules' releases, within the caller's transaction. */
final class ReleaseShelf {
    private final EntityManager entities;

    ReleaseShelf(EntityManager entities) {
        this.entities = entities;
    }

    UUID module(String name) {
        return entities.createQuery("select m.id from Module m where m.name = :name", UUID.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> ModuleProblems.notFound(name));
    }

    Optional<Release> find(UUID module, String version) {
        return ReleaseVersion.isVersion(version)
                ? byVersion(module, version).getResultStream().findFirst()
                : Optional.empty();
    }

    /** Until the transaction ends, nobody else changes the release's state or points a channel at it. */
    Optional<Release> lock(UUID module, String version) {
        return ReleaseVersion.isVersion(version)
                ? byVersion(module, version)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultStream()
                        .findFirst()
                : Optional.empty();
    }

    List<String> versions(UUID module) {
        return entities.createQuery("select r.releaseVersion from Release r where r.moduleId = :module", String.class)
                .setParameter("module", module)
                .getResultList();
    }

    List<Release> withVersions(UUID module, List<String> versions) {
        return entities.createQuery(
                        "select r from Release r where r.moduleId = :module and r.releaseVersion in :versions",
                        Release.class)
                .setParameter("module", module)
                .setParameter("versions", versions)
                .getResultList();
    }

    /** Module and version of the release with that digest, such as "release 1.0.0 of llama". */
    Optional<String> holderOf(String digest) {
        return entities.createQuery(
                        "select concat('release ', r.releaseVersion, ' of ', m.name) from Release r, Module m"
                                + " where r.moduleId = m.id and r.digest = :digest",
                        String.class)
                .setParameter("digest", digest)
                .getResultStream()
                .findFirst();
    }

    /** The release that says what a module's configuration may be: the stable one, else the highest that is published. */
    Optional<Release> current(UUID module) {
        return entities.createQuery(
                        "select r from Release r, Channel c where c.releaseId = r.id and c.moduleId = :module"
                                + " and c.name = :stable",
                        Release.class)
                .setParameter("module", module)
                .setParameter("stable", ChannelView.STABLE)
                .getResultStream()
                .findFirst()
                .or(() -> highestPublished(module));
    }

    /** Whether the release was verified and no gate refused it. */
    boolean hasPassed(UUID release) {
        return !entities.createNativeQuery(
                        "select release_id from release_passport where release_id = :release and passed = true",
                        UUID.class)
                .setParameter("release", release)
                .getResultList()
                .isEmpty();
    }

    /** Removes all that belongs to the module; fails by a constraint where something is in use. */
    void clear(UUID module) {
        for (String entity : List.of("ChannelStep", "Release", "Revision")) {
            entities.createQuery("delete from " + entity + " e where e.moduleId = :module")
                    .setParameter("module", module)
                    .executeUpdate();
        }
    }

    private Optional<Release> highestPublished(UUID module) {
        return entities.createQuery(
                        "select r.releaseVersion from Release r where r.moduleId = :module and r.state = :state",
                        String.class)
                .setParameter("module", module)
                .setParameter("state", ReleaseState.PUBLISHED.text())
                .getResultStream()
                .min(Versions.HIGHEST_FIRST)
                .flatMap(version -> find(module, version));
    }

    private TypedQuery<Release> byVersion(UUID module, String version) {
        return entities.createQuery(
                        "select r from Release r where r.moduleId = :module and r.releaseVersion = :version",
                        Release.class)
                .setParameter("module", module)
                .setParameter("version", version);
    }
}
