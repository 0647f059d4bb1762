package org.synapsesubnet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.access.ApiKeyPage;
import org.synapsesubnet.api.access.ApiKeyView;
import org.synapsesubnet.api.access.IssuedApiKey;
import org.synapsesubnet.platform.persistence.TestDatabase;

class ApiKeyBookTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static TestDatabase database;

    private Instant now = NOON;
    private final InstantSource clock = () -> now;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        database.doInTransaction(entities -> {
            AccountBook accounts = new AccountBook(entities, () -> NOON);
            accounts.add("boss", "unused", Set.of(Role.OPERATOR));
            accounts.add("guest", "unused", Set.of(Role.USER));
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void findsTheCallerOfAnIssuedKey() {
        IssuedApiKey issued = issue("boss", Role.USER);

        Optional<Caller> caller = inBook(book -> book.findCaller(hashOf(issued)));

        assertThat(caller)
                .contains(new Caller("boss", Set.of(Role.USER), issued.key().id(), 60));
    }

    @Test
    void storesNoSecret() {
        IssuedApiKey issued = issue("boss", Role.USER);

        Object[] row = database.inTransaction(entities -> (Object[])
                entities.createNativeQuery("select secret_sha256, secret_prefix, label from api_key where id = :id")
                        .setParameter("id", issued.key().id())
                        .getSingleResult());

        assertThat(row[0]).isEqualTo(hashOf(issued));
        assertThat(row[1]).asString().hasSize(11).isEqualTo(issued.secret().substring(0, 11));
        assertThat(issued.toString()).doesNotContain(issued.secret());
    }

    @Test
    void doesNotKnowARevokedKey() {
        IssuedApiKey issued = issue("boss", Role.USER);

        inBook(book -> book.revoke(issued.key().id(), "boss"));

        Optional<Caller> caller = inBook(book -> book.findCaller(hashOf(issued)));
        assertThat(caller).isEmpty();
    }

    @Test
    void keepsTheFirstTimeOfARevocation() {
        IssuedApiKey issued = issue("boss", Role.USER);
        inBook(book -> book.revoke(issued.key().id(), "boss"));
        now = NOON.plusSeconds(10);

        inBook(book -> book.revoke(issued.key().id(), "boss"));

        assertThat(viewOf(issued).revokedAt()).isEqualTo(NOON);
    }

    @Test
    void knowsNoKeyOfThatId() {
        Optional<String> hash = inBook(book -> book.revoke(UUID.randomUUID(), "boss"));
        assertThat(hash).isEmpty();
    }

    @Test
    void refusesAnOperatorsKeyToAPlainUser() {
        assertThatThrownBy(() -> issue("guest", Role.OPERATOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guest is no operator");
    }

    @Test
    void notesAUseOnceAMinute() {
        IssuedApiKey issued = issue("boss", Role.USER);
        inBook(book -> book.findCaller(hashOf(issued)));
        now = NOON.plusSeconds(59);
        inBook(book -> book.findCaller(hashOf(issued)));
        assertThat(viewOf(issued).lastUsedAt()).isEqualTo(NOON);

        now = NOON.plusSeconds(61);
        inBook(book -> book.findCaller(hashOf(issued)));

        assertThat(viewOf(issued).lastUsedAt()).isEqualTo(now);
    }

    @Test
    void auditsWhoIssuedAndWhoRevoked() {
        IssuedApiKey issued = issue("boss", Role.USER);
        inBook(book -> book.revoke(issued.key().id(), "boss"));

        List<AuditRecord> trail = database.inTransaction(entities -> new AuditTrail(entities, clock).latest(1000));
        assertThat(trail)
                .filteredOn(entry -> entry.subject().equals(issued.key().id().toString()))
                .extracting(AuditRecord::action, AuditRecord::actor)
                .containsExactlyInAnyOrder(tuple("api-key.issue", "boss"), tuple("api-key.revoke", "boss"));
    }

    private IssuedApiKey issue(String account, Role role) {
        return inBook(book -> book.issue(account, "test", role, 60, "boss"));
    }

    private ApiKeyView viewOf(IssuedApiKey issued) {
        ApiKeyPage page = inBook(book -> book.list(0, 100));
        return page.keys().stream()
                .filter(key -> key.id().equals(issued.key().id()))
                .findFirst()
                .orElseThrow();
    }

    private static String hashOf(IssuedApiKey issued) {
        return new ApiKeySecret(issued.secret()).sha256();
    }

    private <T> T inBook(Function<ApiKeyBook, T> work) {
        return database.inTransaction(entities -> work.apply(new ApiKeyBook(entities, clock)));
    }
}
