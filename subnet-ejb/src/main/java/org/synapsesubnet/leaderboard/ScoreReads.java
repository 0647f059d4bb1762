package org.synapsesubnet.leaderboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.ChainIdentity;

/** Reads scores, and what they were made of, of epochs whose weights have been revealed; of no others. */
final class ScoreReads {

    private static final String PUBLISHED = "e.phase IN ('revealed', 'settled')";
    private static final String JOIN = """
             FROM score s JOIN validator_epoch e ON e.validator = s.validator AND e.chain_id = s.chain_id
                AND e.netuid = s.netuid AND e.epoch = s.epoch
            WHERE s.validator = ? AND s.chain_id = ? AND s.netuid = ? AND\s""" + PUBLISHED;

    private final Hotkey validator;
    private final ChainIdentity chain;

    ScoreReads(Hotkey validator, ChainIdentity chain) {
        this.validator = validator;
        this.chain = chain;
    }

    /** Scores of all miners in the newest published epochs, oldest first; of each the newest registration's alone. */
    Map<String, List<Integer>> latest(Connection connection, int epochs) throws SQLException {
        long from = oldestOf(connection, epochs);
        Map<String, List<Integer>> byHotkey = new HashMap<>();
        Map<String, Long> registrations = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT s.hotkey, s.score, s.registered_at" + JOIN + " AND s.epoch >= ? ORDER BY s.epoch")) {
            setValidator(query);
            query.setLong(4, from);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String hotkey = row.getString(1);
                    List<Integer> history = byHotkey.computeIfAbsent(hotkey, any -> new ArrayList<>());
                    Long before = registrations.put(hotkey, row.getLong(3));
                    if (before != null && before != row.getLong(3)) {
                        history.clear();
                    }
                    history.add(row.getInt(2));
                }
            }
        }
        return byHotkey;
    }

    private long oldestOf(Connection connection, int epochs) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT MIN(epoch) FROM (SELECT e.epoch FROM validator_epoch e
                    WHERE e.validator = ? AND e.chain_id = ? AND e.netuid = ? AND %s
                    ORDER BY e.epoch DESC FETCH FIRST %d ROWS ONLY) newest""".formatted(PUBLISHED, epochs))) {
            setValidator(query);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Of one miner, newest first. */
    List<PublishedScore> ofMiner(Connection connection, Hotkey hotkey, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                SELECT s.epoch, s.spec_version, s.quality, s.reliability, s.speed, s.raw, s.score, s.weight, s.inputs,
                    s.scored_at""" + JOIN + " AND s.hotkey = ? ORDER BY s.epoch DESC FETCH FIRST " + most + " ROWS ONLY")) {
            setValidator(query);
            query.setString(4, hotkey.address());
            List<PublishedScore> scores = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    scores.add(new PublishedScore(
                            row.getLong(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getInt(4),
                            row.getInt(5),
                            row.getInt(6),
                            row.getInt(7),
                            row.getInt(8),
                            row.getString(9),
                            row.getObject(10, OffsetDateTime.class).toInstant()));
                }
            }
            return scores;
        }
    }

    /** Judged challenges of one miner in one epoch, which must be published. */
    List<NeuronFile.ChallengeLine> challenges(Connection connection, Hotkey hotkey, long epoch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT c.number, c.model, c.outcome, c.detail, c.completion_tokens, c.first_token_ns, c.total_ns,
                    c.compared_tokens, c.matched_tokens, c.logprob_error, c.faults
                FROM challenge c JOIN validator_epoch e ON e.validator = c.validator AND e.chain_id = c.chain_id
                    AND e.netuid = c.netuid AND e.epoch = c.epoch
                WHERE c.validator = ? AND c.chain_id = ? AND c.netuid = ? AND c.epoch = ? AND c.hotkey = ?
                    AND c.state = 'judged' AND\s""" + PUBLISHED + " ORDER BY c.number")) {
            setValidator(query);
            query.setLong(4, epoch);
            query.setString(5, hotkey.address());
            List<NeuronFile.ChallengeLine> lines = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String detail = row.getString(4);
                    lines.add(new NeuronFile.ChallengeLine(
                            epoch,
                            row.getInt(1),
                            row.getString(2),
                            row.getString(3),
                            detail == null ? "" : detail,
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getObject(8, Integer.class),
                            row.getObject(9, Integer.class),
                            row.getObject(10, Long.class),
                            row.getInt(11)));
                }
            }
            return lines;
        }
    }

    private void setValidator(PreparedStatement statement) throws SQLException {
        statement.setString(1, validator.address());
        statement.setString(2, chain.chainId());
        statement.setInt(3, chain.netuid());
    }
}
