package org.synapsesubnet.validator.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.migrations.Migrations;

class UsageLedgerTest {

    private static final UsageSubject SUBJECT = new UsageSubject("ada", "key-1", "ollama", "tiny:latest", true);
    private static final TokenCount TOKENS = new TokenCount(3, 4, false);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final JdbcDataSource database = new JdbcDataSource();
    private Connection keepsAlive;
    private UsageLedger ledger;

    @BeforeEach
    void open() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=100");
        keepsAlive = database.getConnection();
        Migrations.run(database);
        ledger = ledger(1_000);
    }

    @AfterEach
    void close() throws SQLException {
        ledger.close();
        threads.shutdownNow();
        keepsAlive.close();
    }

    private UsageLedger ledger(int slabTokens) throws SQLException {
        UsageLedger opened = new UsageLedger(
                database,
                new LedgerSettings("test", slabTokens, 100, Duration.ofMillis(400), Duration.ofMillis(10)),
                Clock.systemUTC());
        opened.start(threads);
        return opened;
    }

    @Test
    void oneLeaseServesManyRequests() throws Exception {
        for (int i = 0; i < 50; i++) {
            settle(10);
        }
        assertThat(number("select count(*) from usage_slab")).isEqualTo(1);
        assertThat(number("select count(*) from usage_record")).isEqualTo(50);
    }

    @Test
    void leasesAnotherSlabWhenOneIsSpent() throws Exception {
        for (int i = 0; i < 5; i++) {
            settle(600, new TokenCount(300, 300, false));
        }
        assertThat(number("select count(*) from usage_slab")).isEqualTo(5);
        await().untilAsserted(() -> assertThat(number("select sum(used) from usage_slab where state = 'closed'"))
                .isEqualTo(4 * 600));
    }

    @Test
    void leasesWhatALongRequestNeeds() throws Exception {
        settle(50_000);
        assertThat(number("select granted from usage_slab")).isEqualTo(50_000);
    }

    @Test
    void booksARequestOnceHoweverOftenItEnds() throws Exception {
        RunningRequest request = ledger.reserve(SUBJECT, 10);
        ledger.await(ledger.settle(request, Outcome.FINISHED, TOKENS));
        ledger.await(ledger.settle(request, Outcome.CANCELLED, TOKENS));

        assertThat(number("select count(*) from usage_record")).isEqualTo(1);
        assertThat(ledger.totals().byModel()).containsExactly(new UsageTotals.OfModel("tiny:latest", 1, 3, 4));
    }

    @Test
    void keepsProgressOfARunningStreamAndForgetsItAtTheEnd() throws Exception {
        RunningRequest request = ledger.reserve(SUBJECT, 10);
        request.progress(3, 2);
        await().untilAsserted(() -> {
            ledger.beat();
            assertThat(number("select count(*) from usage_progress where completion_tokens = 2"))
                    .isEqualTo(1);
        });
        ledger.await(ledger.settle(request, Outcome.FINISHED, TOKENS));

        assertThat(number("select count(*) from usage_progress")).isZero();
    }

    @Test
    void booksWhatACrashLeftRunningOnce() throws Exception {
        RunningRequest request = ledger.reserve(SUBJECT, 10);
        request.progress(3, 2);
        await().untilAsserted(() -> {
            ledger.beat();
            assertThat(number("select count(*) from usage_progress")).isEqualTo(1);
        });
        ledger(1_000).close();
        ledger(1_000).close();

        assertThat(number("select count(*) from usage_record where outcome = 'recovered' and completion_tokens = 2"))
                .isEqualTo(1);
        assertThat(number("select used from usage_slab where state = 'closed'")).isEqualTo(5);
    }

    @Test
    void refusesRequestsWhileTheDatabaseFailsAndLosesNoRow() throws Exception {
        settle(10);
        RunningRequest request = ledger.reserve(SUBJECT, 10);
        CompletableFuture<Void> settlement;
        try (Connection other = database.getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("alter table usage_record rename to usage_record_away");
            other.commit();
            settlement = ledger.settle(request, Outcome.FINISHED, TOKENS);
            assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(() -> ledger.await(settlement));
            assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(() -> ledger.reserve(SUBJECT, 10));
            lock.execute("alter table usage_record_away rename to usage_record");
            other.commit();
        }

        await().untilAsserted(() -> assertThat(settlement).isCompleted());
        await().untilAsserted(() -> settle(10));
        assertThat(number("select count(*) from usage_record")).isEqualTo(3);
    }

    @Test
    void closesItsSlabsAtTheEnd() throws Exception {
        settle(10);
        ledger.close();

        assertThat(number("select used from usage_slab where state = 'closed'")).isEqualTo(7);
    }

    private void settle(long reservation) throws LedgerUnavailableException {
        settle(reservation, TOKENS);
    }

    private void settle(long reservation, TokenCount tokens) throws LedgerUnavailableException {
        RunningRequest request = ledger.reserve(SUBJECT, reservation);
        ledger.await(ledger.settle(request, Outcome.FINISHED, tokens));
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
