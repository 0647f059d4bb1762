package org.synapsesubnet.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainIdentity;

/**
 * The durable position of this deployment on one chain. It takes part in the caller's transaction and begins none, so
 * it moves together with the effects of the blocks or not at all.
 */
public class BlockCursor {

    private final DataSource database;
    private final ChainIdentity chain;
    private final InstantSource clock;

    public BlockCursor(DataSource database, ChainIdentity chain, InstantSource clock) {
        this.database = database;
        this.chain = chain;
        this.clock = clock;
    }

    /** Number of the first block that hasn't been heard; makes the cursor at block 0 if there is none. */
    public long next() throws SQLException {
        Optional<CursorPosition> position = position();
        if (position.isEmpty()) {
            begin();
            return 0;
        }
        return position.get().next();
    }

    /**
     * Moves past these blocks. To be called before their effects are applied: of several callers with the same blocks
     * the database lets one pass.
     *
     * @throws BlocksRefused if the cursor doesn't stand at the first of them, or stands on another chain
     */
    public void advance(BlockRange range) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE chain_cursor SET next_block = ?, last_hash = ?, updated_at = ?
                        WHERE chain_id = ? AND netuid = ? AND next_block = ? AND last_hash = ?""")) {
            update.setLong(1, range.next());
            update.setString(2, range.last().hash().text());
            update.setObject(3, now());
            update.setString(4, chain.chainId());
            update.setInt(5, chain.netuid());
            update.setLong(6, range.first().number());
            update.setString(7, range.first().parent().text());
            if (update.executeUpdate() != 1) {
                throw refusal(range);
            }
        }
    }

    /** Where the cursor stands; empty before the first block was asked for. */
    Optional<CursorPosition> position() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT next_block, last_hash, updated_at FROM chain_cursor WHERE chain_id = ? AND netuid = ?")) {
            query.setString(1, chain.chainId());
            query.setInt(2, chain.netuid());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new CursorPosition(
                        row.getLong(1),
                        new BlockHash(row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
            }
        }
    }

    private void begin() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO chain_cursor (chain_id, netuid, next_block, last_hash, updated_at)
                        VALUES (?, ?, 0, ?, ?)""")) {
            insert.setString(1, chain.chainId());
            insert.setInt(2, chain.netuid());
            insert.setString(3, BlockHash.ZERO.text());
            insert.setObject(4, now());
            insert.executeUpdate();
        }
    }

    private BlocksRefused refusal(BlockRange range) throws SQLException {
        Optional<CursorPosition> position = position();
        String stands = position.map(p -> "the cursor stands at block " + p.next() + " behind " + p.lastHash())
                .orElse("there is no cursor");
        return new BlocksRefused(
                chain + ": " + range + " behind " + range.first().parent() + " were refused, " + stands);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
