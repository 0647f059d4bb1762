package org.synapsesubnet.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps who did what. An entry is written in the transaction of the deed: both are kept or neither. */
@ApplicationScoped
@Transactional
public class AuditTrail {
    private static final int MAX_DETAIL = 1000;

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    protected AuditTrail() {}

    /** For business code that has the entity manager of its transaction at hand. */
    public AuditTrail(EntityManager entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** @param detail cut after {@value #MAX_DETAIL} characters */
    public void record(String actor, String action, String subject, @Nullable String detail) {
        String kept = detail == null || detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
        entities.persist(new AuditEntry(clock.instant().truncatedTo(ChronoUnit.MICROS), actor, action, subject, kept));
    }

    /** The latest entries, newest first. */
    public List<AuditRecord> latest(int limit) {
        return entities.createQuery("select e from AuditEntry e order by e.at desc", AuditEntry.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditEntry::asRecord)
                .toList();
    }
}
