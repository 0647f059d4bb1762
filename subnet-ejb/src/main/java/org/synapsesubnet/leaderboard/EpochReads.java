package org.synapsesubnet.leaderboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.ChainIdentity;

/** Reads this validator's epochs; what is secret until the reveal doesn't leave the database before. */
final class EpochReads {

    private static final Set<String> PUBLISHED = Set.of("revealed", "settled");
    private static final String SELECT = """
            SELECT epoch, phase, note, first_block, snapshot_block, spec_version, committed_block, revealed_block,
                settled_block, opened_at,
                CASE WHEN phase IN ('revealed', 'settled') THEN secret_seed END,
                CASE WHEN phase IN ('revealed', 'settled') THEN salt END,
                CASE WHEN phase IN ('revealed', 'settled') THEN weights END
            FROM validator_epoch WHERE validator = ? AND chain_id = ? AND netuid = ?""";

    private final Hotkey validator;
    private final ChainIdentity chain;

    EpochReads(Hotkey validator, ChainIdentity chain) {
        this.validator = validator;
        this.chain = chain;
    }

    /** Without settlements; newest first. */
    List<EpochFile> page(Connection connection, int offset, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                SELECT + " ORDER BY epoch DESC OFFSET " + offset + " ROWS FETCH FIRST " + limit + " ROWS ONLY")) {
            setValidator(query);
            return read(query);
        }
    }

    /** Without its settlement; empty where this validator has no row of it. */
    List<EpochFile> find(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + " AND epoch = ?")) {
            setValidator(query);
            query.setLong(4, epoch);
            return read(query);
        }
    }

    long count(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT COUNT(*) FROM validator_epoch WHERE validator = ? AND chain_id = ? AND netuid = ?")) {
            setValidator(query);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static List<EpochFile> read(PreparedStatement query) throws SQLException {
        List<EpochFile> epochs = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                epochs.add(new EpochFile(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        new EpochFile.Work(
                                row.getLong(4),
                                row.getLong(5),
                                row.getInt(6),
                                row.getObject(7, Long.class),
                                row.getObject(8, Long.class),
                                row.getObject(9, Long.class),
                                row.getObject(10, OffsetDateTime.class).toInstant()),
                        secrets(row),
                        null));
            }
        }
        return epochs;
    }

    private static EpochFile.@Nullable Secrets secrets(ResultSet row) throws SQLException {
        return PUBLISHED.contains(row.getString(2))
                ? new EpochFile.Secrets(row.getString(11), row.getString(12), row.getString(13))
                : null;
    }

    private void setValidator(PreparedStatement statement) throws SQLException {
        statement.setString(1, validator.address());
        statement.setString(2, chain.chainId());
        statement.setInt(3, chain.netuid());
    }
}
