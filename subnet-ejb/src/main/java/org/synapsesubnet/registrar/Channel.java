package org.synapsesubnet.registrar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ChannelView;

/** A name that points at a release of its module. */
@Entity
@Table(name = "module_channel")
class Channel {
    @Id
    private UUID id;

    @Column(name = "module_id", nullable = false, updatable = false)
    private UUID moduleId;

    @Column(nullable = false, updatable = false, length = 32)
    private String name;

    @Column(name = "release_id", nullable = false)
    private @Nullable UUID releaseId;

    @Column(name = "moved_by", nullable = false, length = 64)
    private String movedBy;

    @Column(name = "moved_at", nullable = false)
    private Instant movedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Channel() {}

    /** A channel that has yet to be pointed somewhere. */
    @SuppressWarnings("NullAway.Init") // filled by pointTo
    Channel(UUID moduleId, String name) {
        this.id = UUID.randomUUID();
        this.moduleId = moduleId;
        this.name = name;
    }

    void pointTo(UUID release, String by, Instant now) {
        releaseId = release;
        movedBy = by;
        movedAt = now;
    }

    /** Null as long as it was never pointed anywhere. */
    @Nullable
    UUID releaseId() {
        return releaseId;
    }

    String tag() {
        return Long.toHexString(id.getMostSignificantBits()) + "-" + version;
    }

    StoredChannel stored(String module, Release release) {
        return new StoredChannel(
                new ChannelView(module, name, release.text(), release.digest(), movedBy, movedAt), tag());
    }
}
