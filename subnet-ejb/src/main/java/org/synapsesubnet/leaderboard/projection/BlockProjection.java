package org.synapsesubnet.leaderboard.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainIdentity;

/**
 * Writes down what the leaderboard needs of each block, once, however often the block comes. It takes part in the
 * caller's transaction and begins none.
 */
public class BlockProjection {

    private final DataSource database;
    private final ChainIdentity chain;

    public BlockProjection(DataSource database, ChainIdentity chain) {
        this.database = database;
        this.chain = chain;
    }

    /** Takes the blocks that weren't taken before. */
    public void apply(BlockRange range) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long next = next(connection, range.first().number());
            if (next >= range.next()) {
                return;
            }
            for (Block block : range.blocks()) {
                if (block.number() >= next) {
                    apply(connection, block);
                }
            }
            moveTo(connection, range.next());
        }
    }

    private void apply(Connection connection, Block block) throws SQLException {
        StandingRows standings = new StandingRows(connection, chain);
        for (ChainEvent event : block.events()) {
            switch (event) {
                case ChainEvent.NeuronRegistered registered -> standings.registered(registered, block);
                case ChainEvent.NeuronDeregistered gone -> standings.left(gone, block);
                case ChainEvent.WeightsRevealed revealed -> standings.weights(revealed.hotkey(), revealed.uid(), true);
                case ChainEvent.CommitExpired expired -> standings.weights(expired.hotkey(), expired.uid(), false);
                case ChainEvent.EpochSettled settled -> {
                    new SettlementRows(connection, chain).write(settled, block);
                    standings.paid(settled);
                }
                case ChainEvent.SubnetFounded ignored -> {}
                case ChainEvent.HyperparametersSet ignored -> {}
                case ChainEvent.FaucetDrawn ignored -> {}
                case ChainEvent.Transferred ignored -> {}
                case ChainEvent.AxonAnnounced ignored -> {}
                case ChainEvent.StakeChanged ignored -> {}
                case ChainEvent.WeightsCommitted ignored -> {}
            }
        }
    }

    /** The first block that wasn't taken yet; without any, notes that the projection begins at {@code first}. */
    private long next(Connection connection, long first) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT next_block FROM leaderboard_progress WHERE chain_id = ? AND netuid = ?")) {
            query.setString(1, chain.chainId());
            query.setInt(2, chain.netuid());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO leaderboard_progress (chain_id, netuid, since_block, next_block) VALUES (?, ?, ?, ?)""")) {
            insert.setString(1, chain.chainId());
            insert.setInt(2, chain.netuid());
            insert.setLong(3, first);
            insert.setLong(4, first);
            insert.executeUpdate();
        }
        return first;
    }

    private void moveTo(Connection connection, long next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE leaderboard_progress SET next_block = ? WHERE chain_id = ? AND netuid = ?")) {
            update.setLong(1, next);
            update.setString(2, chain.chainId());
            update.setInt(3, chain.netuid());
            update.executeUpdate();
        }
    }
}
