package org.synapsesubnet.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.migrations.Migrations;

class BlockCursorTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final BlockCursor cursor = new BlockCursor(database, CHAIN, () -> NOW);

    @BeforeEach
    void migrate() {
        Migrations.run(database);
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void beginsAtBlockZeroAndStaysThere() throws SQLException {
        assertThat(cursor.position()).isEmpty();
        assertThat(cursor.next()).isZero();
        assertThat(cursor.next()).isZero();
    }

    @Test
    void movesPastTheBlocksItHears() throws SQLException {
        TestBlocks blocks = new TestBlocks("a");
        cursor.next();
        cursor.advance(blocks.next(3));
        assertThat(cursor.next()).isEqualTo(3);
        BlockRange more = blocks.next(2);
        cursor.advance(more);
        assertThat(cursor.position()).contains(new CursorPosition(5, more.last().hash(), NOW));
    }

    @Test
    void refusesTheSameBlocksTwice() throws SQLException {
        cursor.next();
        BlockRange range = new TestBlocks("a").next(3);
        cursor.advance(range);
        assertRefused(range, "stands at block 3");
    }

    @Test
    void refusesToSkipBlocks() throws SQLException {
        TestBlocks blocks = new TestBlocks("a");
        cursor.next();
        blocks.next(1);
        assertRefused(blocks.next(1), "stands at block 0");
    }

    @Test
    void refusesBlocksOfAnExchangedChain() throws SQLException {
        TestBlocks other = new TestBlocks("b");
        cursor.next();
        cursor.advance(new TestBlocks("a").next(1));
        other.next(1);
        BlockRange foreign = other.next(1);
        assertRefused(foreign, foreign.first().parent().text());
    }

    @Test
    void refusesBlocksBeforeItWasAskedWhereToBegin() {
        assertRefused(new TestBlocks("a").next(1), "there is no cursor");
    }

    @Test
    void cursorsOfOtherSubnetsAreApart() throws SQLException {
        BlockCursor other = new BlockCursor(database, new ChainIdentity("embedded", 2), () -> NOW);
        cursor.next();
        other.next();
        cursor.advance(new TestBlocks("a").next(4));
        assertThat(other.next()).isZero();
    }

    @Test
    void ofManyWithTheSameBlocksOnePasses() throws Exception {
        cursor.next();
        BlockRange range = new TestBlocks("a").next(1);
        Callable<Boolean> attempt = () -> {
            try {
                cursor.advance(range);
                return true;
            } catch (BlocksRefused e) {
                return false;
            }
        };
        List<Boolean> passed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> answer : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                passed.add(answer.get());
            }
        }
        assertThat(passed).containsOnlyOnce(true);
    }

    private void assertRefused(BlockRange range, String reason) {
        assertThatExceptionOfType(BlocksRefused.class)
                .isThrownBy(() -> cursor.advance(range))
                .withMessageContaining(reason);
    }
}
