package org.synapsesubnet.platform.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request that happened, and its answer. */
@Entity
@Table(name = "remembered_answer")
class RememberedAnswer {
    @Id
    private UUID id;

    @Column(nullable = false, length = 64)
    private String account;

    @Column(name = "request_key", nullable = false, length = 128)
    private String key;

    @Column(nullable = false, length = 64)
    private String fingerprint;

    private @Nullable Integer status;

    @Column(length = 500)
    private @Nullable String location;

    @Column(name = "entity_tag", length = 100)
    private @Nullable String entityTag;

    @Column(length = Answer.MAX_BODY)
    private @Nullable String body;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected RememberedAnswer() {}

    RememberedAnswer(RequestKey request, Instant now) {
        this.id = UUID.randomUUID();
        this.account = request.account();
        this.key = request.key();
        this.fingerprint = request.fingerprint();
        this.createdAt = now;
    }

    void fill(Answer answer) {
        status = answer.status();
        location = answer.location();
        entityTag = answer.entityTag();
        body = answer.body();
    }

    boolean isOf(RequestKey request) {
        return fingerprint.equals(request.fingerprint());
    }

    Answer answer() {
        return new Answer(Objects.requireNonNull(status), location, entityTag, Objects.requireNonNull(body));
    }
}
