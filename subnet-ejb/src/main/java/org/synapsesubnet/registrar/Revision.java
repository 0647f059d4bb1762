package org.synapsesubnet.registrar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ConfigurationRevision;
import org.synapsesubnet.api.module.ModuleDraft;

/** A configuration that a module has or had. */
@Entity
@Table(name = "module_configuration_revision")
class Revision {
    @Id
    private UUID id;

    @Column(name = "module_id", nullable = false)
    private UUID moduleId;

    @Column(name = "revision_number", nullable = false)
    private long number;

    @Column(nullable = false, length = ModuleDraft.MAX_CONFIGURATION_BYTES)
    private String configuration;

    private @Nullable Long restored;

    @Column(name = "written_by", nullable = false, length = 64)
    private String writtenBy;

    @Column(name = "written_at", nullable = false)
    private Instant writtenAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Revision() {}

    Revision(
            UUID moduleId,
            long number,
            String configuration,
            @Nullable Long restored,
            String writtenBy,
            Instant writtenAt) {
        this.id = UUID.randomUUID();
        this.moduleId = moduleId;
        this.number = number;
        this.configuration = configuration;
        this.restored = restored;
        this.writtenBy = writtenBy;
        this.writtenAt = writtenAt;
    }

    long number() {
        return number;
    }

    String text() {
        return configuration;
    }

    ConfigurationRevision view() {
        return new ConfigurationRevision(number, ConfigurationText.read(configuration), restored, writtenBy, writtenAt);
    }
}
