package org.synapsesubnet.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that somebody did. */
@Entity
@Table(name = "audit_entry")
class AuditEntry {
    @Id
    private UUID id;

    @Column(nullable = false)
    private Instant at;

    @Column(nullable = false, length = 64)
    private String actor;

    @Column(nullable = false, length = 64)
    private String action;

    @Column(nullable = false, length = 200)
    private String subject;

    @Column(length = 1000)
    private @Nullable String detail;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected AuditEntry() {}

    AuditEntry(Instant at, String actor, String action, String subject, @Nullable String detail) {
        this.id = UUID.randomUUID();
        this.at = at;
        this.actor = actor;
        this.action = action;
        this.subject = subject;
        this.detail = detail;
    }

    AuditRecord asRecord() {
        return new AuditRecord(at, actor, action, subject, detail);
    }
}
