package org.synapsesubnet.validator.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.validator.verification.ChallengeOutcome;
import org.synapsesubnet.validator.verification.EpochKey;
import org.synapsesubnet.validator.verification.TestMarket;

class ScoringTest {

    private static final Hotkey VALIDATOR = hotkey(99);
    private static final Hotkey GOOD = hotkey(1);
    private static final Hotkey TURNING = hotkey(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final Scoring scoring = new Scoring(Calibration.USUAL, Clock.systemUTC());
    private Connection tx;

    @BeforeEach
    void open() throws SQLException {
        Migrations.run(database);
        tx = database.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        tx.close();
        database.dispose();
    }

    @Test
    void aMinerThatTurnsBadFallsWithinTwoEpochs() throws Exception {
        for (long epoch = 1; epoch <= 6; epoch++) {
            answers(epoch, GOOD, 0, 36, 36, 0);
            answers(epoch, TURNING, 1, 36, 36, 0);
            score(epoch, neuron(0, GOOD, 7), neuron(1, TURNING, 7));
        }
        assertThat(value("score", 6, TURNING))
                .isEqualTo(value("score", 6, GOOD))
                .isGreaterThan(800_000);

        for (long epoch = 7; epoch <= 8; epoch++) {
            answers(epoch, GOOD, 0, 36, 36, 0);
            answers(epoch, TURNING, 1, 12, 11, 24_000);
            score(epoch, neuron(0, GOOD, 7), neuron(1, TURNING, 7));
        }

        assertThat(value("raw", 7, TURNING)).isLessThan(200_000);
        assertThat(value("score", 8, TURNING)).isLessThan(value("score", 8, GOOD) * 2 / 5);
        assertThat(value("weight", 8, TURNING)).isLessThan(value("weight", 8, GOOD) / 6);
        assertThat(value("weight", 8, GOOD)).isEqualTo(65_535);
    }

    @Test
    void aNewRegistrationStartsCleanAndWithoutAnything() throws Exception {
        for (long epoch = 1; epoch <= 4; epoch++) {
            answers(epoch, GOOD, 0, 36, 36, 0);
            score(epoch, neuron(0, GOOD, 7));
        }
        long before = value("score", 4, GOOD);

        answers(5, GOOD, 0, 12, 11, 24_000);
        score(5, neuron(0, GOOD, 90));

        assertThat(value("score", 5, GOOD))
                .isEqualTo((value("raw", 5, GOOD) + 1) / 2)
                .isLessThan(before / 4);
        assertThat(inputs(5, GOOD).path("scoreBefore").asLong()).isZero();
        assertThat(inputs(5, GOOD).at("/evidence/compared").asLong()).isEqualTo(4 * 12_000_000L);
    }

    @Test
    void whoeverTakesOverAUidInheritsNothingAndGetsNoOldWeight() throws Exception {
        answers(1, GOOD, 0, 36, 36, 0);
        answers(1, TURNING, 1, 36, 36, 0);
        score(1, neuron(0, GOOD, 7), neuron(1, TURNING, 7));

        assertThat(scoring.weights(tx, key(1), metagraph(1, neuron(0, GOOD, 7), neuron(1, TURNING, 7)))
                        .byUid())
                .isEqualTo(Map.of(0, 65_535, 1, 65_535));
        assertThat(scoring.weights(tx, key(1), metagraph(1, neuron(0, hotkey(5), 30), neuron(1, TURNING, 7)))
                        .byUid())
                .as("another hotkey holds the uid")
                .containsOnlyKeys(1);
        assertThat(scoring.weights(tx, key(1), metagraph(1, neuron(0, GOOD, 30), neuron(1, TURNING, 7)))
                        .byUid())
                .as("the same hotkey registered anew")
                .containsOnlyKeys(1);
    }

    @Test
    void whoeverWasNotAskedKeepsItsScore() throws Exception {
        answers(1, GOOD, 0, 36, 36, 0);
        score(1, neuron(0, GOOD, 7));
        challenge(2, GOOD, 0, 0, ChallengeOutcome.MISSED, 0, 0, 0);
        challenge(2, TURNING, 1, 0, ChallengeOutcome.MISSED, 0, 0, 0);
        score(2, neuron(0, GOOD, 7), neuron(1, TURNING, 7));

        for (String column : List.of("quality", "reliability", "speed", "raw", "score", "weight")) {
            assertThat(value(column, 2, GOOD)).isEqualTo(value(column, 1, GOOD));
        }
        assertThat(inputs(2, GOOD)).isEqualTo(inputs(1, GOOD));
        assertThat(rows(2)).as("nothing is known of the other").isEqualTo(1);
    }

    @Test
    void scoringTwiceGivesTheSame() throws Exception {
        answers(1, GOOD, 0, 36, 35, 500);
        score(1, neuron(0, GOOD, 7));
        long first = value("score", 1, GOOD);
        score(1, neuron(0, GOOD, 7));

        assertThat(value("score", 1, GOOD)).isEqualTo(first);
        assertThat(rows(1)).isEqualTo(1);
    }

    @Test
    void explainsItself() throws Exception {
        answers(1, GOOD, 0, 30, 29, 1_500);
        challenge(1, GOOD, 0, 4, ChallengeOutcome.LATE, 0, 0, 0);
        score(1, neuron(0, GOOD, 7));

        JsonNode inputs = inputs(1, GOOD);
        assertThat(inputs.at("/quality/words").asText())
                .isEqualTo("matched 116 of 120 tokens, log-probabilities off by up to 0.001500 nat");
        assertThat(inputs.at("/reliability/words").asText()).isEqualTo("answered 4 of 5");
        assertThat(inputs.at("/reliability/late").asInt()).isEqualTo(1);
        assertThat(inputs.at("/speed/words").asText())
                .isEqualTo("1.00 times the median miner's time per token, 1.00 times its time to the first");
        assertThat(inputs.path("specification").asText()).isEqualTo(ScoringSpec.hash());
        assertThat(value("reliability", 1, GOOD)).isEqualTo(800_000);
    }

    private void score(long epoch, NeuronInfo... neurons) throws SQLException {
        scoring.score(tx, key(epoch), metagraph(epoch, neurons));
    }

    /** Four challenges that went alike. */
    private void answers(long epoch, Hotkey hotkey, int uid, int compared, int matched, long error)
            throws SQLException {
        for (int number = 0; number < 4; number++) {
            challenge(epoch, hotkey, uid, number, ChallengeOutcome.ANSWERED, compared, matched, error);
        }
    }

    private void challenge(
            long epoch,
            Hotkey hotkey,
            int uid,
            int number,
            ChallengeOutcome outcome,
            int compared,
            int matched,
            long error)
            throws SQLException {
        boolean answered = outcome == ChallengeOutcome.ANSWERED;
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into challenge (validator, chain_id, netuid, epoch, hotkey, number, uid, model, request, moment,
                    probe_seed, state, outcome, completion_tokens, first_token_ns, total_ns, compared_tokens,
                    matched_tokens, completeness, logprob_error, faults, planned_at, judged_at)
                values (?, ?, ?, ?, ?, ?, ?, 'tiny:latest', '{}', 0, 0, 'judged', ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)""")) {
            insert.setString(1, VALIDATOR.address());
            insert.setString(2, TestMarket.CHAIN.chainId());
            insert.setInt(3, TestMarket.CHAIN.netuid());
            insert.setLong(4, epoch);
            insert.setString(5, hotkey.address());
            insert.setInt(6, number);
            insert.setInt(7, uid);
            insert.setString(8, outcome.text());
            insert.setObject(9, answered ? 36L : null);
            insert.setObject(10, answered ? 5_000_000L : null);
            insert.setLong(11, 50_000_000);
            insert.setObject(12, answered ? compared : null);
            insert.setObject(13, answered ? matched : null);
            insert.setObject(14, answered ? 1_000_000 : null);
            insert.setObject(15, answered ? error : null);
            insert.setObject(16, OffsetDateTime.now());
            insert.setObject(17, OffsetDateTime.now());
            insert.executeUpdate();
        }
    }

    private long value(String column, long epoch, Hotkey hotkey) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("select " + column + " from score where epoch = ? and hotkey = ?")) {
            select.setLong(1, epoch);
            select.setString(2, hotkey.address());
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getLong(1);
            }
        }
    }

    private JsonNode inputs(long epoch, Hotkey hotkey) throws Exception {
        try (PreparedStatement select =
                tx.prepareStatement("select inputs from score where epoch = ? and hotkey = ?")) {
            select.setLong(1, epoch);
            select.setString(2, hotkey.address());
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return JSON.readTree(row.getString(1));
            }
        }
    }

    private int rows(long epoch) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("select count(*) from score where epoch = ?")) {
            select.setLong(1, epoch);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static EpochKey key(long epoch) {
        return new EpochKey(VALIDATOR, TestMarket.CHAIN, epoch);
    }

    private static Metagraph metagraph(long epoch, NeuronInfo... neurons) {
        return new Metagraph(TestMarket.CHAIN, epoch * 20, BlockHash.ZERO, epoch, epoch * 20, List.of(neurons));
    }

    private static NeuronInfo neuron(int uid, Hotkey hotkey, long registeredAt) {
        return TestMarket.neuron(uid, hotkey.address(), registeredAt);
    }

    private static Hotkey hotkey(int number) {
        return new Hotkey("0x%040x".formatted(number));
    }
}
