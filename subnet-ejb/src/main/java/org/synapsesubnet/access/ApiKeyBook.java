package org.synapsesubnet.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.NoResultException;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.synapsesubnet.api.access.ApiKeyPage;
import org.synapsesubnet.api.access.IssuedApiKey;

/** The keys in the database, one transaction a call. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class ApiKeyBook {
    /** A use is noted at most once in this time, so that a busy key doesn't cost a commit a request. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    private final SecureRandom random = new SecureRandom();

    protected ApiKeyBook() {}

    ApiKeyBook(EntityManager entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Adds a key to an account; the secret is in the answer and nowhere else. */
    public IssuedApiKey issue(String account, String label, Role role, int requestsPerMinute, String actor) {
        Account owner = findAccount(account);
        if (!owner.covers(role)) {
            throw new IllegalArgumentException("role: account " + account + " is no " + role.roleName());
        }
        ApiKeySecret secret = ApiKeySecret.random(random);
        ApiKey key = new ApiKey(owner, label, role, secret, requestsPerMinute, now());
        entities.persist(key);
        new AuditTrail(entities, clock).record(actor, "api-key.issue", key.id().toString(), label);
        return new IssuedApiKey(key.view(), secret.text());
    }

    /** Who the key with this hash stands for; notes its use. */
    public Optional<Caller> findCaller(String secretSha256) {
        return entities.createQuery(
                        "select k from ApiKey k join fetch k.account where k.secretSha256 = :hash", ApiKey.class)
                .setParameter("hash", secretSha256)
                .getResultStream()
                .findFirst()
                .flatMap(this::callerOf);
    }

    public ApiKeyPage list(int offset, int limit) {
        List<ApiKey> keys = entities.createQuery(
                        "select k from ApiKey k join fetch k.account order by k.createdAt desc, k.id", ApiKey.class)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
        long total = entities.createQuery("select count(k) from ApiKey k", Long.class)
                .getSingleResult();
        return new ApiKeyPage(keys.stream().map(ApiKey::view).toList(), offset, limit, total);
    }

    /** Ends a key; answers its hash, or empty when there is no such key. Ending it twice keeps the first time. */
    public Optional<String> revoke(UUID id, String actor) {
        ApiKey key = entities.find(ApiKey.class, id);
        if (key == null) {
            return Optional.empty();
        }
        int ended = entities.createQuery(
                        "update ApiKey k set k.revokedAt = :now where k.id = :id and k.revokedAt is null")
                .setParameter("now", now())
                .setParameter("id", id)
                .executeUpdate();
        if (ended > 0) {
            new AuditTrail(entities, clock).record(actor, "api-key.revoke", id.toString(), null);
        }
        return Optional.of(key.secretSha256());
    }

    private Optional<Caller> callerOf(ApiKey key) {
        Optional<Caller> caller = key.caller();
        if (caller.isPresent()) {
            noteUse(key.id());
        }
        return caller;
    }

    /** One column by one statement: writing the whole row could undo a revocation that came in between. */
    private void noteUse(UUID id) {
        Instant now = now();
        entities.createQuery("update ApiKey k set k.lastUsedAt = :now where k.id = :id"
                        + " and (k.lastUsedAt is null or k.lastUsedAt < :longAgo)")
                .setParameter("now", now)
                .setParameter("id", id)
                .setParameter("longAgo", now.minus(USE_NOTED_EVERY))
                .executeUpdate();
    }

    private Account findAccount(String name) {
        try {
            return entities.createQuery("select a from Account a where a.name = :name", Account.class)
                    .setParameter("name", name)
                    .getSingleResult();
        } catch (NoResultException e) {
            throw new IllegalArgumentException("account: there is no account " + name, e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
