package org.synapsesubnet.registrar;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of modules' configurations, within the caller's transaction. */
final class Revisions {
    private final EntityManager entities;

    Revisions(EntityManager entities) {
        this.entities = entities;
    }

    /** Keeps a configuration unless it is the one that the module has. Two writers at once meet at the module's version. */
    void keep(UUID module, String configuration, @Nullable Long restored, String by, Instant now) {
        Optional<Revision> last = latest(module, 0, 1).stream().findFirst();
        if (last.filter(revision -> revision.text().equals(configuration)).isEmpty()) {
            long number = last.map(Revision::number).orElse(0L) + 1;
            entities.persist(new Revision(module, number, configuration, restored, by, now));
        }
    }

    Optional<Revision> find(UUID module, long number) {
        return entities.createQuery(
                        "select r from Revision r where r.moduleId = :module and r.number = :number", Revision.class)
                .setParameter("module", module)
                .setParameter("number", number)
                .getResultStream()
                .findFirst();
    }

    List<Revision> latest(UUID module, int offset, int limit) {
        return entities.createQuery(
                        "select r from Revision r where r.moduleId = :module order by r.number desc", Revision.class)
                .setParameter("module", module)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    long count(UUID module) {
        return entities.createQuery("select count(r) from Revision r where r.moduleId = :module", Long.class)
                .setParameter("module", module)
                .getSingleResult();
    }
}
