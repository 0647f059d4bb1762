package org.synapsesubnet.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.platform.persistence.Transactions;

class LeasesTest {

    private static final Duration LONG = Duration.ofHours(1);

    private JdbcConnectionPool database;
    private Leases leases;

    @BeforeEach
    void open() {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
        leases = new Leases(database);
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void oneOwnerAtATime() throws SQLException {
        assertThat(leases.acquire("work", "a", LONG)).contains(new Lease("work", "a", 1));
        assertThat(leases.acquire("work", "b", LONG)).isEmpty();
        assertThat(leases.acquire("other work", "b", LONG)).contains(new Lease("other work", "b", 1));
    }

    @Test
    void theTokenGrowsWithEachChangeOfHands() throws SQLException {
        leases.release(leases.acquire("work", "a", LONG).orElseThrow());
        Lease second = leases.acquire("work", "b", LONG).orElseThrow();
        expire("work");
        Lease third = leases.acquire("work", "a", LONG).orElseThrow();

        assertThat(second.token()).isEqualTo(2);
        assertThat(third.token()).isEqualTo(3);
    }

    @Test
    void anOwnerThatTakesItAgainVoidsItsEarlierLease() throws SQLException {
        Lease first = leases.acquire("work", "a", LONG).orElseThrow();
        Lease second = leases.acquire("work", "a", LONG).orElseThrow();

        assertThat(second.token()).isEqualTo(2);
        assertThat(leases.renew(first, LONG)).isFalse();
        assertThat(leases.renew(second, LONG)).isTrue();
    }

    @Test
    void aPausedOwnerCannotWriteOnceSomebodyElseHasTheLease() throws SQLException {
        Lease paused = leases.acquire("work", "a", LONG).orElseThrow();
        requireHeld(paused);
        expire("work");
        Lease other = leases.acquire("work", "b", LONG).orElseThrow();

        assertThatThrownBy(() -> requireHeld(paused))
                .isInstanceOf(LeaseLost.class)
                .hasMessage("lease work with token 1 isn't a's any more");
        assertThat(leases.renew(paused, LONG)).isFalse();
        leases.release(paused);
        requireHeld(other);
    }

    @Test
    void anExpiredLeaseIsWorthNothingEvenIfNobodyTookIt() throws SQLException {
        Lease lease = leases.acquire("work", "a", LONG).orElseThrow();
        expire("work");

        assertThatThrownBy(() -> requireHeld(lease)).isInstanceOf(LeaseLost.class);
        assertThat(leases.renew(lease, LONG)).isFalse();
    }

    @Test
    void renewingPutsOffTheEnd() throws SQLException {
        Lease lease = leases.acquire("work", "a", Duration.ofMinutes(1)).orElseThrow();
        assertThat(leases.renew(lease, LONG)).isTrue();
        makeExpireEarlier("work", Duration.ofMinutes(30));

        requireHeld(lease);
    }

    @Test
    void nobodyTakesALeaseWhileATransactionUnderItGoesOn() throws Exception {
        Lease lease = leases.acquire("work", "a", LONG).orElseThrow();
        try (Connection transaction = database.getConnection();
                Statement statement = transaction.createStatement()) {
            transaction.setAutoCommit(false);
            leases.requireHeld(transaction, lease);
            statement.execute("SET LOCK_TIMEOUT 10000");
            try (Connection other = database.getConnection();
                    Statement impatient = other.createStatement()) {
                impatient.execute("SET LOCK_TIMEOUT 50");
                assertThatThrownBy(() -> impatient.execute("UPDATE lease SET token = token + 1"))
                        .isInstanceOf(SQLException.class);
            }
            transaction.commit();
        }
        requireHeld(lease);
    }

    @Test
    void ofManyContendersExactlyOneGetsEachLease() throws Exception {
        int contenders = 8;
        int rounds = 30;
        AtomicInteger inside = new AtomicInteger();
        List<Callable<List<Long>>> tasks = new ArrayList<>();
        for (int i = 0; i < contenders; i++) {
            String owner = "owner " + i;
            tasks.add(() -> {
                List<Long> tokens = new ArrayList<>();
                while (tokens.size() < rounds) {
                    Optional<Lease> lease = leases.acquire("work", owner, LONG);
                    if (lease.isPresent()) {
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        tokens.add(lease.get().token());
                        inside.decrementAndGet();
                        leases.release(lease.get());
                    } else {
                        Thread.onSpinWait();
                    }
                }
                return tokens;
            });
        }
        List<Long> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(contenders)) {
            for (Future<List<Long>> tokens : threads.invokeAll(tasks)) {
                assertThat(tokens.get()).isSorted();
                all.addAll(tokens.get());
            }
        }
        assertThat(all).hasSize(contenders * rounds).doesNotHaveDuplicates();
    }

    @Test
    void aKeeperRenewsInTimeAndNoticesThatItsLeaseIsGone() throws SQLException {
        AtomicLong nanos = new AtomicLong();
        LeaseKeeper keeper = new LeaseKeeper(leases, "work", "a", Duration.ofSeconds(30), nanos::get);
        assertThat(keeper.isHeld()).isFalse();
        Lease lease = keeper.held().orElseThrow();
        assertThat(keeper.isHeld()).isTrue();

        makeExpireEarlier("work", Duration.ofSeconds(25));
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(keeper.held()).contains(lease);
        makeExpireEarlier("work", Duration.ofSeconds(25));
        requireHeld(lease);

        expire("work");
        assertThat(leases.acquire("work", "b", LONG)).isPresent();
        assertThat(keeper.held()).as("not asked yet").contains(lease);
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(keeper.held()).isEmpty();
        assertThat(keeper.isHeld()).isFalse();
    }

    @Test
    void aKeeperDoesNotClaimALeaseThatMustHaveExpired() throws SQLException {
        AtomicLong nanos = new AtomicLong();
        LeaseKeeper keeper = new LeaseKeeper(leases, "work", "a", Duration.ofSeconds(30), nanos::get);
        keeper.held();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(keeper.isHeld()).isFalse();
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() throws SQLException {
        LeaseKeeper keeper = new LeaseKeeper(leases, "work", "a", LONG, System::nanoTime);
        keeper.held();
        keeper.release();

        assertThat(leases.acquire("work", "b", LONG)).isPresent();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> leases.acquire("", "a", LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> leases.acquire("work", "a".repeat(161), LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> leases.acquire("work", "a", Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lease("work", "a", 0));
    }

    private void requireHeld(Lease lease) throws SQLException {
        new Transactions(database).run(transaction -> leases.requireHeld(transaction, lease));
    }

    private void expire(String name) throws SQLException {
        makeExpireEarlier(name, LONG);
    }

    /** As if so much time had gone by in the database. */
    private void makeExpireEarlier(String name, Duration earlier) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE lease SET expires_at = DATEADD(SECOND, -" + earlier.toSeconds()
                    + ", expires_at) WHERE name = '" + name + "'");
        }
    }
}
