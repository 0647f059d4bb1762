package org.synapsesubnet.validator.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainEvent.WeightsRevealed;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;
import org.synapsesubnet.migrations.Migrations;

/** The test seals the blocks; after each one the node takes every step that is due. */
class EpochConductorTest {

    private static final int TEMPO = 40;
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final long LATE_NANOS = 200_000_000;

    @TempDir
    private Path directory;

    private JdbcConnectionPool database;
    private EmbeddedChain chain;
    private EpochNode node;
    private final List<EpochNode> others = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private String sealedFor = "";
    private long sealedAt;

    @BeforeEach
    void open() throws Exception {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
        chain = EmbeddedChain.open(directory, EpochNode.CHAIN, Hyperparameters.embedded(TEMPO), InstantSource.system());
        node = new EpochNode("one", database, chain, TTL);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        node.close();
        others.forEach(EpochNode::close);
        chain.close();
        database.dispose();
    }

    @Test
    void aValidatorEnrolsItselfAndItsEpochsAreSettled() throws Exception {
        EpochNode.registerMiners(chain, 2);

        runUntilEpoch(6);

        assertThat(phase(3)).isEqualTo("settled");
        assertThat(phase(4)).isIn("revealed", "settled");
        assertThat(settlementsPaying()).isPositive();
        WeightsRevealed revealed = events(WeightsRevealed.class).getFirst();
        assertThat(revealed.weights().byUid()).hasSize(2).containsValue(65_535);
    }

    @Test
    void beforeItsFirstPermitAnEpochIsSkippedAndSaysSo() throws Exception {
        EpochNode.registerMiners(chain, 1);

        runUntilEpoch(2);

        assertThat(note(0)).isEqualTo(SkipReason.NO_PERMIT.note());
    }

    @Test
    void withoutMinersEpochsAreSkippedAndSaySo() throws Exception {
        runUntilEpoch(3);

        assertThat(note(1)).isEqualTo(SkipReason.NO_MINER.note());
        assertThat(note(2)).isEqualTo(SkipReason.NO_MINER.note());
    }

    @Test
    void challengesThatDontEndAreGivenUpInTime() throws Exception {
        EpochNode.registerMiners(chain, 1);
        node.work.challengesEnd(false);

        runUntilEpoch(6);

        assertThat(phase(3)).isEqualTo("settled");
    }

    @Test
    void aNodeThatWasAwayWhileTheEpochEndedSkipsItAndSaysSo() throws Exception {
        EpochNode.registerMiners(chain, 1);
        node.work.challengesEnd(false);
        runUntilEpoch(4);
        assertThat(phase(4)).isEqualTo("open");

        sealAlone(TEMPO);
        step();

        assertThat(note(4)).isEqualTo(SkipReason.NOT_COMMITTED.note());
    }

    @Test
    void aNodeThatMissedTheTimeToRevealSkipsTheEpochAndSaysSo() throws Exception {
        EpochNode.registerMiners(chain, 1);
        runUntilEpoch(4);
        while (!phase(4).equals("committed")) {
            step();
        }

        sealAlone(2 * TEMPO);
        step();

        assertThat(note(4)).isEqualTo(SkipReason.NOT_REVEALED.note());
    }

    @Test
    void aNodeThatComesTooLateForChallengesSaysSo() throws Exception {
        EpochNode.registerMiners(chain, 1);
        runUntilEpoch(4);
        Metagraph now = chain.metagraph(soon());
        long late = now.epochStart() + TEMPO + TEMPO * 6 / 10;
        sealAlone((int) (late - now.block()));
        step();

        assertThat(note(5)).isEqualTo(SkipReason.TOO_LATE.note());
    }

    /** The chain takes a commitment only so long after the one before, and that one may still be on its way. */
    @Test
    void anEpochWaitsForTheCommitmentOfTheOneBefore() throws Exception {
        EpochNode.registerMiners(chain, 1);
        runUntilEpoch(4);
        while (decided() < 4) {
            node.conductor.advance();
            chain.seal();
        }
        // Nothing was sent, and the next epoch gets as far.
        while (chain.metagraph(soon()).epoch() < 5) {
            chain.seal();
        }
        await().until(() -> {
            node.conductor.advance();
            return phase(5).equals("scored");
        });

        node.conductor.advance();
        assertThat(phase(4)).isEqualTo("scored");
        assertThat(decided()).isEqualTo(4);

        runUntilEpoch(8);
        assertThat(phase(4)).isEqualTo("settled");
        assertThat(phase(5)).isEqualTo("settled");
    }

    /** The newest epoch whose weights are decided on. */
    private long decided() throws SQLException {
        return count("SELECT COALESCE(MAX(epoch), 0) FROM validator_epoch WHERE weights IS NOT NULL");
    }

    @Test
    void secretsStayOutOfTexts() throws Exception {
        EpochNode.registerMiners(chain, 1);
        runUntilEpoch(4);
        try (Connection connection = database.getConnection()) {
            EpochRow row = node.rows.find(connection, 3).orElseThrow();
            assertThat(row.toString()).doesNotContain(row.secretSeed());
            assertThat(row.decision()).isNotNull();
        }
    }

    @Test
    void ofTwoNodesOneLeadsAndTheOtherTakesOverAndThePausedOneCantWrite() throws Exception {
        EpochNode.registerMiners(chain, 1);
        EpochNode second = new EpochNode("two", database, chain, TTL);
        others.add(second);
        node.work.challengesEnd(false);
        second.work.challengesEnd(false);
        runUntilEpoch(3);
        second.conductor.advance();
        assertThat(leader()).isEqualTo("one");

        expireLead();
        second.conductor.advance();
        assertThat(leader()).isEqualTo("two");
        long writtenBySecond = fencingToken(3);

        // The first one believes that it leads still: it was paused. Its next step is due now.
        sealAlone(TEMPO / 2 + 1);
        node.conductor.advance();
        assertThat(phase(3)).isEqualTo("open");
        assertThat(fencingToken(3)).isEqualTo(writtenBySecond);
        second.conductor.advance();
        assertThat(phase(3)).isNotEqualTo("open");
    }

    /** One block and everything that is due after it. */
    private void step() throws Exception {
        chain.seal();
        Future<?> sending = threads.submit(() -> {
            node.enrolment.advance();
            node.conductor.advance();
            node.sender.pump();
            node.conductor.advance();
            return true;
        });
        while (!sending.isDone()) {
            sealWhatWaits();
            Thread.onSpinWait();
        }
        sending.get(10, TimeUnit.SECONDS);
    }

    /** A block for each signed command on its way; one more if the command came behind its block after all. */
    private void sealWhatWaits() throws Exception {
        String waiting = text("SELECT COALESCE(MAX(signature), '') FROM chain_intent WHERE state = 'signed'");
        boolean late = System.nanoTime() - sealedAt > LATE_NANOS;
        if (!waiting.isEmpty() && (!waiting.equals(sealedFor) || late)) {
            chain.seal();
            sealedFor = waiting;
            sealedAt = System.nanoTime();
        }
    }

    private void runUntilEpoch(long epoch) throws Exception {
        while (chain.metagraph(soon()).epoch() < epoch) {
            step();
        }
    }

    private void sealAlone(int blocks) throws Exception {
        for (int i = 0; i < blocks; i++) {
            chain.seal();
        }
    }

    private long settlementsPaying() throws Exception {
        return events(EpochSettled.class).stream()
                .filter(settled ->
                        settled.neurons().stream().anyMatch(pay -> pay.minerPay() > 0 && pay.incentive() > 0))
                .count();
    }

    private <E extends ChainEvent> List<E> events(Class<E> kind) throws Exception {
        List<E> found = new ArrayList<>();
        long head = chain.head(soon()).number();
        for (long next = 0; next <= head; ) {
            BlockRange range = chain.blocks(next, BlockRange.MAX_BLOCKS, soon());
            for (Block block : range.blocks()) {
                block.events().stream().filter(kind::isInstance).map(kind::cast).forEach(found::add);
            }
            next = range.next();
        }
        return found;
    }

    private String phase(long epoch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return node.rows.find(connection, epoch).orElseThrow().phase().text();
        }
    }

    private String note(long epoch) throws SQLException {
        assertThat(phase(epoch)).isEqualTo("skipped");
        return text("SELECT note FROM validator_epoch WHERE epoch = " + epoch);
    }

    private String leader() throws SQLException {
        return text("SELECT owner FROM lease WHERE name = 'epochs/" + EpochNode.CHAIN + "'");
    }

    private long fencingToken(long epoch) throws SQLException {
        return count("SELECT fencing_token FROM validator_epoch WHERE epoch = " + epoch);
    }

    private void expireLead() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE lease SET expires_at = CURRENT_TIMESTAMP WHERE name LIKE 'epochs/%'")) {
            update.executeUpdate();
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                var row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
