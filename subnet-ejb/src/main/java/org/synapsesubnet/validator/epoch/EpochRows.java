package org.synapsesubnet.validator.epoch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Salt;
import org.synapsesubnet.validator.verification.EpochKey;

/** The SQL of {@code validator_epoch}, for one validator on one chain. Every call works in the caller's transaction. */
final class EpochRows {

    private static final int LONGEST_NOTE = 500;
    private static final String OF_VALIDATOR = " WHERE validator = ? AND chain_id = ? AND netuid = ?";
    private static final String SELECT = """
            SELECT epoch, phase, first_block, snapshot_block, secret_seed, salt, weights, committed_block,
                revealed_block, updated_at
            FROM validator_epoch""" + OF_VALIDATOR;

    private final Hotkey validator;
    private final ChainIdentity chain;
    private final InstantSource clock;

    EpochRows(Hotkey validator, ChainIdentity chain, InstantSource clock) {
        this.validator = validator;
        this.chain = chain;
        this.clock = clock;
    }

    EpochKey key(long epoch) {
        return new EpochKey(validator, chain, epoch);
    }

    /** Those that aren't over, oldest first. */
    List<EpochRow> unfinished(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(SELECT + " AND phase NOT IN ('settled', 'skipped') ORDER BY epoch")) {
            setValidator(query, 1);
            return read(query);
        }
    }

    Optional<EpochRow> find(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + " AND epoch = ?")) {
            setValidator(query, 1);
            query.setLong(4, epoch);
            return read(query).stream().findFirst();
        }
    }

    /** Block of the newest commitment that the chain took; −1 if there is none. */
    long lastCommit(Connection connection) throws SQLException {
        return newest(connection, "committed_block");
    }

    /** Whether an earlier epoch's commitment is on its way: decided, and not yet known to be in a block or refused. */
    boolean isCommittingBefore(Connection connection, EpochRow row) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM validator_epoch" + OF_VALIDATOR
                + " AND epoch < ? AND phase = 'scored' AND weights IS NOT NULL")) {
            setValidator(query, 1);
            query.setLong(4, row.key().epoch());
            try (ResultSet count = query.executeQuery()) {
                count.next();
                return count.getLong(1) > 0;
            }
        }
    }

    /** Block of the newest weights that the chain took; −1 if there are none. */
    long lastReveal(Connection connection) throws SQLException {
        return newest(connection, "revealed_block");
    }

    private long newest(Connection connection, String column) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT MAX(" + column + ") FROM validator_epoch" + OF_VALIDATOR)) {
            setValidator(query, 1);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long block = row.getLong(1);
                return row.wasNull() ? -1 : block;
            }
        }
    }

    /** @param skipped why it is over at once; null if it isn't */
    void insert(Connection tx, EpochRow row, int specVersion, @Nullable SkipReason skipped, long fencingToken)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO validator_epoch (validator, chain_id, netuid, epoch, phase, first_block, snapshot_block,
                    secret_seed, spec_version, note, fencing_token, opened_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            setValidator(insert, 1);
            insert.setLong(4, row.key().epoch());
            insert.setString(5, row.phase().text());
            insert.setLong(6, row.firstBlock());
            insert.setLong(7, row.snapshotBlock());
            insert.setString(8, row.secretSeed());
            insert.setInt(9, specVersion);
            insert.setString(10, skipped == null ? null : skipped.note());
            insert.setLong(11, fencingToken);
            insert.setObject(12, now());
            insert.setObject(13, now());
            insert.executeUpdate();
        }
    }

    /** What is committed to; the phase stays. */
    void decide(Connection tx, EpochRow row, EpochRow.Decision decision, long fencingToken) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE validator_epoch SET weights = ?, salt = ?, fencing_token = ?
                WHERE validator = ? AND chain_id = ? AND netuid = ? AND epoch = ? AND phase = 'scored'
                    AND weights IS NULL""")) {
            update.setString(1, WeightsJson.write(decision.weights()));
            update.setString(2, decision.salt().text());
            update.setLong(3, fencingToken);
            setValidator(update, 4);
            update.setLong(7, row.key().epoch());
            requireOne(update.executeUpdate(), row);
        }
    }

    void move(Connection tx, EpochRow row, EpochPhase to, long fencingToken) throws SQLException {
        move(tx, row, to, null, null, -1, fencingToken);
    }

    /** @param blockColumn which of the row's blocks this one is */
    void move(Connection tx, EpochRow row, EpochPhase to, String blockColumn, long block, long fencingToken)
            throws SQLException {
        move(tx, row, to, null, blockColumn, block, fencingToken);
    }

    void skip(Connection tx, EpochRow row, String note, long fencingToken) throws SQLException {
        String cut = note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
        move(tx, row, EpochPhase.SKIPPED, cut, null, -1, fencingToken);
    }

    private void move(
            Connection tx,
            EpochRow row,
            EpochPhase to,
            @Nullable String note,
            @Nullable String blockColumn,
            long block,
            long fencingToken)
            throws SQLException {
        String also = blockColumn == null ? "" : ", " + blockColumn + " = " + block;
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE validator_epoch SET phase = ?, note = ?, fencing_token = ?, updated_at = ?"
                        + also + OF_VALIDATOR + " AND epoch = ? AND phase = ?")) {
            update.setString(1, to.text());
            update.setString(2, note);
            update.setLong(3, fencingToken);
            update.setObject(4, now());
            setValidator(update, 5);
            update.setLong(8, row.key().epoch());
            update.setString(9, row.phase().text());
            requireOne(update.executeUpdate(), row);
        }
    }

    private static void requireOne(int rows, EpochRow row) throws SQLException {
        if (rows != 1) {
            throw new SQLException(row + " isn't in that phase any more");
        }
    }

    private List<EpochRow> read(PreparedStatement query) throws SQLException {
        List<EpochRow> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new EpochRow(
                        key(row.getLong(1)),
                        EpochPhase.of(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getString(5),
                        decision(row.getString(6), row.getString(7)),
                        block(row, 8),
                        block(row, 9),
                        instant(row, 10)));
            }
        }
        return found;
    }

    private static EpochRow.@Nullable Decision decision(@Nullable String salt, @Nullable String weights)
            throws SQLException {
        return salt == null || weights == null
                ? null
                : new EpochRow.Decision(WeightsJson.read(weights), new Salt(salt));
    }

    private static long block(ResultSet row, int column) throws SQLException {
        long block = row.getLong(column);
        return row.wasNull() ? -1 : block;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private void setValidator(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, validator.address());
        statement.setString(first + 1, chain.chainId());
        statement.setInt(first + 2, chain.netuid());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
