package org.synapsesubnet.leaderboard.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.CommitExpired;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainEvent.NeuronDeregistered;
import org.synapsesubnet.chain.api.ChainEvent.NeuronRegistered;
import org.synapsesubnet.chain.api.ChainEvent.WeightsCommitted;
import org.synapsesubnet.chain.api.ChainEvent.WeightsRevealed;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronPay;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.leaderboard.LedgerBlocks;
import org.synapsesubnet.migrations.Migrations;

class BlockProjectionTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final KeyId VALIDATOR = key(1);
    private static final KeyId MINER = key(2);
    private static final KeyId COLD = key(9);

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final BlockProjection projection = new BlockProjection(database, CHAIN);
    private final LedgerBlocks blocks = LedgerBlocks.from(0);

    @BeforeEach
    void migrate() {
        Migrations.run(database);
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void aRegistrationBeginsAStanding() throws SQLException {
        take(new NeuronRegistered(7, MINER, COLD, 100));

        assertThat(rows("select hotkey, uid, coldkey, registered_block, left_block, miner_pay from neuron_standing"))
                .containsExactly(MINER + " 7 " + COLD + " 0 null 0");
    }

    @Test
    void aHotkeyThatComesBackKeepsItsPayAndGetsItsNewUid() throws SQLException {
        take(new NeuronRegistered(7, MINER, COLD, 100));
        take(settled(0, pay(7, MINER, 50, 0)));
        take(new NeuronDeregistered(7, MINER, ChainEvent.Departure.REPLACED));
        assertThat(rows("select left_block, miner_pay from neuron_standing")).containsExactly("2 50");

        take(new NeuronRegistered(3, MINER, COLD, 100));

        assertThat(rows("select uid, registered_block, left_block, miner_pay from neuron_standing"))
                .containsExactly("3 3 null 50");
    }

    @Test
    void aSettlementIsKeptWithEveryNeuronsPayAndAddedUp() throws SQLException {
        take(settled(0, pay(0, VALIDATOR, 0, 300), pay(1, MINER, 700, 0)));
        take(settled(1, pay(0, VALIDATOR, 1, 200), pay(1, MINER, 600, 0)));

        assertThat(rows("select epoch, first_block, settled_block, emission from settlement order by epoch"))
                .containsExactly("0 0 0 1000", "1 20 1 1000");
        assertThat(rows("""
                        select epoch, uid, consensus, incentive, dividends, validator_trust, miner_pay, validator_pay,
                            validator_permit from neuron_pay where hotkey = '%s' order by epoch""".formatted(MINER)))
                .containsExactly("0 1 10 20 30 40 700 0 true", "1 1 10 20 30 40 600 0 true");
        assertThat(rows("select uid, miner_pay, validator_pay, registered_block from neuron_standing order by uid"))
                .containsExactly("0 1 500 null", "1 1300 0 null");
    }

    @Test
    void revealsAndMissedOnesAreCounted() throws SQLException {
        take(new WeightsCommitted(0, VALIDATOR, BlockHash.ZERO));
        take(new WeightsRevealed(0, VALIDATOR, WeightRow.of(Map.of(1, 65_535)), 0), new CommitExpired(0, VALIDATOR, 0));
        take(new CommitExpired(0, VALIDATOR, 0));

        assertThat(rows("select reveals, missed_reveals from neuron_standing")).containsExactly("1 2");
    }

    @Test
    void blocksThatComeTwiceCountOnce() throws SQLException {
        BlockRange first = take(new NeuronRegistered(0, VALIDATOR, COLD, 100), new CommitExpired(0, VALIDATOR, 0));
        BlockRange second = take(settled(0, pay(0, VALIDATOR, 5, 10)));
        List<String> once = everything();

        projection.apply(first);
        projection.apply(second);
        projection.apply(new BlockRange(
                Stream.concat(first.blocks().stream(), second.blocks().stream()).toList()));

        assertThat(everything()).isEqualTo(once).contains("0 5 10 0 1");
    }

    @Test
    void ofARangeThatOverlapsTheNewBlocksCount() throws SQLException {
        BlockRange first = take(new CommitExpired(0, VALIDATOR, 0));
        BlockRange second = blocks.next(new CommitExpired(0, VALIDATOR, 0));

        projection.apply(new BlockRange(List.of(first.first(), second.first())));

        assertThat(rows("select missed_reveals from neuron_standing")).containsExactly("2");
    }

    @Test
    void tellsFromWhichBlockOnItKnows() throws SQLException {
        LedgerBlocks later = LedgerBlocks.from(5_000);
        projection.apply(later.next());
        projection.apply(later.next());

        assertThat(rows("select since_block, next_block from leaderboard_progress"))
                .containsExactly("5000 5002");
    }

    @Test
    void chainsAreApart() throws SQLException {
        take(new NeuronRegistered(0, MINER, COLD, 100));
        new BlockProjection(database, new ChainIdentity("embedded", 2))
                .apply(LedgerBlocks.from(0).next(new NeuronRegistered(4, MINER, COLD, 100)));

        assertThat(rows("select netuid, uid from neuron_standing order by netuid"))
                .containsExactly("1 0", "2 4");
    }

    private BlockRange take(ChainEvent... events) throws SQLException {
        BlockRange range = blocks.next(events);
        projection.apply(range);
        return range;
    }

    private static EpochSettled settled(long epoch, NeuronPay... neurons) {
        return new EpochSettled(epoch, epoch * 20, 1_000, List.of(neurons));
    }

    private static NeuronPay pay(int uid, KeyId hotkey, long miner, long validator) {
        return new NeuronPay(uid, hotkey, 10, 20, 30, 40, miner, validator, true);
    }

    private static KeyId key(int number) {
        return KeyId.ofAddress("0x%040x".formatted(number));
    }

    private List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>(
                rows("select uid, miner_pay, validator_pay, reveals, missed_reveals" + " from neuron_standing"));
        all.addAll(rows("select epoch, uid, miner_pay from neuron_pay"));
        all.addAll(rows("select next_block from leaderboard_progress"));
        return all;
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join(" ", values));
            }
            return rows;
        }
    }
}
