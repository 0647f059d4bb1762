package org.synapsesubnet.registrar;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Who needs which release, within the caller's transaction. */
final class Usages {
    static final int MAX_NAME = 100;

    private final EntityManager entities;

    Usages(EntityManager entities) {
        this.entities = entities;
    }

    void add(UUID release, UsageKind kind, String name, Instant now) {
        entities.persist(new ReleaseUsage(release, kind, name, now));
    }

    /** False when there was no such usage. */
    boolean remove(UUID release, UsageKind kind, String name) {
        return entities.createQuery(
                                "delete from ReleaseUsage u where u.releaseId = :release and u.kind = :kind and u.name = :name")
                        .setParameter("release", release)
                        .setParameter("kind", kind.name().toLowerCase(Locale.ROOT))
                        .setParameter("name", name)
                        .executeUpdate()
                > 0;
    }

    List<String> ofRelease(UUID release) {
        return users("select u from ReleaseUsage u where u.releaseId = :id order by u.kind, u.name", release);
    }

    List<String> ofModule(UUID module) {
        return users(
                "select u from ReleaseUsage u, Release r where u.releaseId = r.id and r.moduleId = :id"
                        + " order by u.kind, u.name",
                module);
    }

    private List<String> users(String query, UUID id) {
        return entities.createQuery(query, ReleaseUsage.class)
                .setParameter("id", id)
                .getResultStream()
                .map(ReleaseUsage::user)
                .toList();
    }
}
