package org.synapsesubnet.registrar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ChannelMove;
import org.synapsesubnet.api.module.ReleaseDraft;
import org.synapsesubnet.api.module.StatusChange;

/** One entry in a channel's history. */
@Entity
@Table(name = "module_channel_move")
class ChannelStep {
    @Id
    private UUID id;

    @Column(name = "module_id", nullable = false)
    private UUID moduleId;

    @Column(nullable = false, length = 32)
    private String channel;

    @Column(name = "from_version", length = ReleaseDraft.MAX_VERSION)
    private @Nullable String from;

    @Column(name = "to_version", length = ReleaseDraft.MAX_VERSION)
    private @Nullable String to;

    @Column(nullable = false)
    private boolean back;

    @Column(length = StatusChange.MAX_REASON)
    private @Nullable String reason;

    @Column(name = "moved_by", nullable = false, length = 64)
    private String movedBy;

    @Column(name = "moved_at", nullable = false)
    private Instant movedAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected ChannelStep() {}

    ChannelStep(UUID moduleId, String channel, ChannelMove move) {
        this.id = UUID.randomUUID();
        this.moduleId = moduleId;
        this.channel = channel;
        this.from = move.from();
        this.to = move.to();
        this.back = move.rollback();
        this.reason = move.reason();
        this.movedBy = move.by();
        this.movedAt = move.at();
    }

    ChannelMove move() {
        return new ChannelMove(from, to, back, reason, movedBy, movedAt);
    }
}
