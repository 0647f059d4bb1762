package org.synapsesubnet.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.migrations.Migrations;

/** What nobody may know before the reveal stays in the database until then. */
class PublicationTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final Hotkey VALIDATOR = new Hotkey("0x" + "1".repeat(40));
    private static final Hotkey MINER = new Hotkey("0x" + "2".repeat(40));
    private static final String SEED = "5eed".repeat(16);
    private static final String SALT = "5a17".repeat(16);

    private JdbcConnectionPool database;
    private final ScoreReads scores = new ScoreReads(VALIDATOR, CHAIN);
    private final EpochReads epochs = new EpochReads(VALIDATOR, CHAIN);

    @BeforeEach
    void open() {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "challenged", "scored", "committed", "skipped"})
    void beforeTheRevealNothingIsTold(String phase) throws SQLException {
        epoch(3, phase);
        score(3, 1, 700_000);
        challenge(3);

        try (Connection connection = database.getConnection()) {
            assertThat(scores.latest(connection, 20)).isEmpty();
            assertThat(scores.ofMiner(connection, MINER, 20)).isEmpty();
            assertThat(scores.challenges(connection, MINER, 3)).isEmpty();
            EpochFile file = epochs.find(connection, 3).getFirst();
            assertThat(file.secrets()).isNull();
            assertThat(file.toString()).doesNotContain(SEED, SALT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"revealed", "settled"})
    void fromTheRevealOnAllOfItIs(String phase) throws SQLException {
        epoch(3, phase);
        score(3, 1, 700_000);
        challenge(3);

        try (Connection connection = database.getConnection()) {
            assertThat(scores.latest(connection, 20)).containsOnlyKeys(MINER.address());
            assertThat(scores.ofMiner(connection, MINER, 20)).singleElement().returns(700_000, PublishedScore::score);
            assertThat(scores.challenges(connection, MINER, 3))
                    .singleElement()
                    .returns("answered", NeuronFile.ChallengeLine::outcome);
            assertThat(epochs.find(connection, 3).getFirst().secrets())
                    .isEqualTo(new EpochFile.Secrets(SEED, SALT, "{\"0\":65535}"));
        }
    }

    @Test
    void aNewRegistrationBeginsANewHistory() throws SQLException {
        for (int number = 1; number <= 3; number++) {
            epoch(number, "settled");
            score(number, number < 3 ? 10 : 50, number * 100_000);
        }

        try (Connection connection = database.getConnection()) {
            assertThat(scores.latest(connection, 20).get(MINER.address())).containsExactly(300_000);
        }
    }

    @Test
    void aHistoryHasItsNewestEpochsOnlyAndPagesAreNewestFirst() throws SQLException {
        for (int number = 1; number <= 30; number++) {
            epoch(number, "settled");
            score(number, 1, number);
        }

        try (Connection connection = database.getConnection()) {
            assertThat(scores.latest(connection, 20).get(MINER.address()))
                    .hasSize(20)
                    .startsWith(11)
                    .endsWith(30);
            assertThat(epochs.page(connection, 5, 2))
                    .extracting(EpochFile::epoch)
                    .containsExactly(25L, 24L);
            assertThat(epochs.count(connection)).isEqualTo(30);
            assertThat(epochs.find(connection, 31)).isEmpty();
        }
    }

    @Test
    void historiesAreFoundByAnIndex() throws SQLException {
        assertThat(plan("SELECT score FROM score WHERE hotkey = 'x' ORDER BY epoch"))
                .contains("SCORE_HOTKEY");
        assertThat(plan("SELECT * FROM neuron_pay WHERE chain_id = 'e' AND netuid = 1 AND hotkey = 'x'"))
                .doesNotContain("tableScan");
        assertThat(plan("SELECT * FROM neuron_standing WHERE chain_id = 'e' AND netuid = 1 AND left_block IS NULL"))
                .doesNotContain("tableScan");
    }

    private String plan(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql);
                ResultSet row = explain.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private void epoch(long number, String phase) throws SQLException {
        update("""
                INSERT INTO validator_epoch (validator, chain_id, netuid, epoch, phase, first_block, snapshot_block,
                    secret_seed, spec_version, salt, weights, fencing_token, opened_at, updated_at)
                VALUES ('%s', 'embedded', 1, %d, '%s', 1, 1, '%s', 1, '%s', '{"0":65535}', 1, CURRENT_TIMESTAMP,
                    CURRENT_TIMESTAMP)""".formatted(VALIDATOR, number, phase, SEED, SALT));
    }

    private void score(long epoch, long registeredAt, int score) throws SQLException {
        update("""
                INSERT INTO score (validator, chain_id, netuid, epoch, hotkey, uid, registered_at, spec_version, quality,
                    reliability, speed, raw, score, weight, inputs, scored_at)
                VALUES ('%s', 'embedded', 1, %d, '%s', 0, %d, 1, 1, 1, 1, 1, %d, 1, '{}', CURRENT_TIMESTAMP)""".formatted(VALIDATOR, epoch, MINER, registeredAt, score));
    }

    private void challenge(long epoch) throws SQLException {
        update("""
                INSERT INTO challenge (validator, chain_id, netuid, epoch, hotkey, number, uid, model, request, moment,
                    probe_seed, state, outcome, completion_tokens, first_token_ns, total_ns, faults, planned_at, judged_at)
                VALUES ('%s', 'embedded', 1, %d, '%s', 0, 0, 'tiny:latest', '{}', 0, 0, 'judged', 'answered', 1, 1, 1, 0,
                    CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)""".formatted(VALIDATOR, epoch, MINER));
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.executeUpdate();
        }
    }
}
