package org.synapsesubnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.naming.Reference;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.ChainTraits;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.migrations.Migrations;

class ChainStatusTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STALE = Duration.ofSeconds(30);

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final BlockCursor cursor = new BlockCursor(database, CHAIN, () -> NOW);
    private final StillChain chain = new StillChain();
    private final ChainStatus status =
            new ChainStatus(chain, cursor, CHAIN, new ChainHealthLimits(STALE, 10), () -> NOW);

    @BeforeEach
    void migrate() {
        Migrations.run(database);
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void aChainThatIsHeardToItsHeadIsHealthy() throws SQLException {
        hear(chain.grow(5, NOW));
        ChainReport report = status.report();
        assertThat(report.healthy()).as(report.toString()).isTrue();
        assertThat(report.reachable()).isTrue();
        assertThat(report.head()).contains(chain.head());
        assertThat(report.lastHeard()).hasValue(4);
        assertThat(report.heardAt()).contains(NOW);
    }

    @Test
    void aFreshDatabaseHasHeardNothingAndIsHealthy() {
        chain.grow(1, NOW);
        ChainReport report = status.report();
        assertThat(report.healthy()).as(report.toString()).isTrue();
        assertThat(report.lastHeard()).isEmpty();
    }

    @Test
    void aHeadThatIsTooOldIsTrouble() {
        chain.grow(1, NOW.minus(STALE).minusMillis(1));
        assertTrouble("no block came since");
    }

    @Test
    void tooManyUnheardBlocksAreTrouble() throws SQLException {
        hear(chain.grow(1, NOW));
        chain.grow(10, NOW);
        assertThat(status.report().healthy()).isTrue();
        chain.grow(1, NOW);
        assertTrouble("11 blocks");
    }

    @Test
    void aChainShorterThanWhatWasHeardIsTrouble() throws SQLException {
        hear(new TestBlocks("old").next(9, NOW));
        chain.grow(1, NOW);
        assertTrouble("block 9 is awaited");
    }

    @Test
    void aConnectorOnAnotherSubnetIsTrouble() {
        chain.grow(1, NOW);
        chain.identity = new ChainIdentity("embedded", 7);
        assertTrouble("embedded/7");
    }

    @Test
    void aChainThatDoesNotAnswerIsUnreachable() throws SQLException {
        hear(chain.grow(2, NOW));
        chain.failure = new ChainException(Reason.UNAVAILABLE, "the disk is gone");
        ChainReport report = assertTrouble("the disk is gone");
        assertThat(report.reachable()).isFalse();
        assertThat(report.lastHeard()).hasValue(1);
    }

    @Test
    void aDatabaseThatFailsIsTroubleButTheChainIsReachable() throws SQLException {
        chain.grow(1, NOW);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE chain_cursor");
        }
        assertThat(assertTrouble("cursor").reachable()).isTrue();
    }

    @Test
    void everyConnectionIsGivenBack() {
        chain.grow(1, NOW);
        status.report();
        chain.failure = new ChainException(Reason.UNAVAILABLE, "gone");
        status.report();
        assertThat(chain.open).isZero();
    }

    private void hear(BlockRange range) throws SQLException {
        cursor.next();
        cursor.advance(range);
    }

    private ChainReport assertTrouble(String text) {
        ChainReport report = status.report();
        assertThat(report.healthy()).isFalse();
        assertThat(report.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains(text));
        return report;
    }

    /** A chain in memory that says what the test wants. */
    private static final class StillChain implements ChainConnectionFactory {

        private static final long serialVersionUID = 1L;

        private final transient TestBlocks blocks = new TestBlocks("a");
        private ChainIdentity identity = CHAIN;
        private @Nullable Block head;
        private @Nullable ChainException failure;
        private int open;

        BlockRange grow(int count, Instant timestamp) {
            BlockRange range = blocks.next(count, timestamp);
            head = range.last();
            return range;
        }

        Block head() {
            if (head == null) {
                throw new IllegalStateException("the test must grow the chain first");
            }
            return head;
        }

        @Override
        public ChainConnection getConnection() {
            open++;
            return new Handle();
        }

        @Override
        public void setReference(Reference reference) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reference getReference() {
            throw new UnsupportedOperationException();
        }

        private final class Handle implements ChainConnection {

            @Override
            public ChainIdentity identity() {
                return identity;
            }

            @Override
            public Block head() throws ChainException {
                if (failure != null) {
                    throw failure;
                }
                return StillChain.this.head();
            }

            @Override
            public Block block(long number) throws ChainException {
                throw new ChainException(Reason.UNKNOWN_BLOCK, "block " + number);
            }

            @Override
            public ChainTraits traits() {
                throw new UnsupportedOperationException();
            }

            @Override
            public CommandReceipt submit(SignedCommand command) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nextNonce(KeyId account) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long balance(KeyId coldkey) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long stake(KeyId hotkey, KeyId coldkey) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Hyperparameters hyperparameters() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Metagraph metagraph() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Metagraph metagraph(long block) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ChainConnection within(Duration limit) {
                return this;
            }

            @Override
            public void close() {
                open--;
            }
        }
    }
}
