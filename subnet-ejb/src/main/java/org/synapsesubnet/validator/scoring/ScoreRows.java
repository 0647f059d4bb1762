package org.synapsesubnet.validator.scoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.validator.verification.EpochKey;

/** The scores' SQL. Each method is one statement in the connection's transaction. */
final class ScoreRows {

    private static final String OF_SUBNET = " where validator = ? and chain_id = ? and netuid = ?";
    private static final String DELETE = "delete from score" + OF_SUBNET + " and epoch = ?";
    private static final String INSERT = """
            insert into score (validator, chain_id, netuid, epoch, hotkey, uid, registered_at, spec_version, quality,
                reliability, speed, raw, score, weight, inputs, scored_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String BEFORE = "select quality, reliability, speed, raw, score, inputs from score" + OF_SUBNET
            + " and epoch < ? and hotkey = ? and registered_at = ? order by epoch desc fetch first 1 row only";
    private static final String WEIGHTS =
            "select uid, hotkey, registered_at, weight from score" + OF_SUBNET + " and epoch = ? and weight > 0";

    private ScoreRows() {}

    /** What was thought of a miner before, and why. */
    record Before(Score score, String inputs) {}

    static void delete(Connection connection, EpochKey key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            setKey(delete, key);
            delete.executeUpdate();
        }
    }

    static void insert(Connection connection, EpochKey key, List<ScoredMiner> miners, Instant now) throws SQLException {
        int best =
                miners.stream().mapToInt(miner -> miner.score().score()).max().orElse(0);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ScoredMiner miner : miners) {
                Score score = miner.score();
                setKey(insert, key);
                insert.setString(5, miner.hotkey().address());
                insert.setInt(6, miner.uid());
                insert.setLong(7, miner.registeredAt());
                insert.setInt(8, ScoringSpec.VERSION);
                insert.setInt(9, score.quality());
                insert.setInt(10, score.reliability());
                insert.setInt(11, score.speed());
                insert.setInt(12, score.raw());
                insert.setInt(13, score.score());
                insert.setInt(14, score.weight(best));
                insert.setString(15, miner.inputs());
                insert.setObject(16, now.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The latest score of this registration in an epoch before. */
    static Optional<Before> before(Connection connection, EpochKey key, Hotkey hotkey, long registeredAt)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BEFORE)) {
            setKey(select, key);
            select.setString(5, hotkey.address());
            select.setLong(6, registeredAt);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Score score = new Score(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5));
                return Optional.of(new Before(score, row.getString(6)));
            }
        }
    }

    /** Weights of those that hold their uid as they did then. */
    static SortedMap<Integer, Integer> weights(Connection connection, EpochKey key, Metagraph now) throws SQLException {
        SortedMap<Integer, Integer> weights = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(WEIGHTS)) {
            setKey(select, key);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int uid = row.getInt(1);
                    KeyId hotkey = KeyId.ofAddress(row.getString(2));
                    long registeredAt = row.getLong(3);
                    Optional<NeuronInfo> holder = now.byUid(uid)
                            .filter(neuron -> neuron.hotkey().equals(hotkey) && neuron.registeredAt() == registeredAt);
                    if (holder.isPresent()) {
                        weights.put(uid, row.getInt(4));
                    }
                }
            }
        }
        return weights;
    }

    private static void setKey(PreparedStatement statement, EpochKey key) throws SQLException {
        statement.setString(1, key.validator().address());
        statement.setString(2, key.chain().chainId());
        statement.setInt(3, key.chain().netuid());
        statement.setLong(4, key.epoch());
    }
}
