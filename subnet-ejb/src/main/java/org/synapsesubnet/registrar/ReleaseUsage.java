package org.synapsesubnet.registrar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Somebody needs a release. */
@Entity
@Table(name = "release_usage")
class ReleaseUsage {
    @Id
    private UUID id;

    @Column(name = "release_id", nullable = false)
    private UUID releaseId;

    @Column(nullable = false, length = 16)
    private String kind;

    @Column(nullable = false, length = Usages.MAX_NAME)
    private String name;

    @Column(nullable = false)
    private Instant since;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected ReleaseUsage() {}

    ReleaseUsage(UUID releaseId, UsageKind kind, String name, Instant since) {
        this.id = UUID.randomUUID();
        this.releaseId = releaseId;
        this.kind = kind.name().toLowerCase(Locale.ROOT);
        this.name = name;
        this.since = since;
    }

    /** Such as "channel stable". */
    String user() {
        return kind + " " + name;
    }
}
