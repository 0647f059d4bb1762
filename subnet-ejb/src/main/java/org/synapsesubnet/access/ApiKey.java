package org.synapsesubnet.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.access.ApiKeyView;

/** A key that an account sends requests with; knows the hash of its secret only. */
@Entity
@Table(name = "api_key")
class ApiKey {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "account_id")
    private Account account;

    @Column(nullable = false, length = 100)
    private String label;

    @Column(nullable = false, length = 16)
    private String role;

    @Column(name = "secret_sha256", nullable = false, unique = true, length = 64)
    private String secretSha256;

    @Column(name = "secret_prefix", nullable = false, length = 16)
    private String secretPrefix;

    @Column(name = "requests_per_minute", nullable = false)
    private int requestsPerMinute;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected ApiKey() {}

    ApiKey(Account account, String label, Role role, ApiKeySecret secret, int requestsPerMinute, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.account = account;
        this.label = label;
        this.role = role.roleName();
        this.secretSha256 = secret.sha256();
        this.secretPrefix = secret.prefix();
        this.requestsPerMinute = Caller.requireRequestsPerMinute(requestsPerMinute);
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String secretSha256() {
        return secretSha256;
    }

    /** The caller that this key stands for; empty when it is revoked or its account lost the role. */
    Optional<Caller> caller() {
        return Role.named(role)
                .filter(held -> revokedAt == null && account.covers(held))
                .map(held -> new Caller(account.name(), Set.of(held), id, requestsPerMinute));
    }

    ApiKeyView view() {
        return new ApiKeyView(
                id, account.name(), label, secretPrefix, role, requestsPerMinute, createdAt, lastUsedAt, revokedAt);
    }
}
