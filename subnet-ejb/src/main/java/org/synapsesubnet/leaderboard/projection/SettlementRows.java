package org.synapsesubnet.leaderboard.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.NeuronPay;

/** The rows of an epoch that the chain has paid. */
final class SettlementRows {

    private static final String SETTLEMENT = """
            INSERT INTO settlement (chain_id, netuid, epoch, first_block, settled_block, settled_at, emission)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String PAY = """
            INSERT INTO neuron_pay (chain_id, netuid, hotkey, epoch, uid, consensus, incentive, dividends,
                validator_trust, miner_pay, validator_pay, validator_permit)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Connection connection;
    private final ChainIdentity chain;

    SettlementRows(Connection connection, ChainIdentity chain) {
        this.connection = connection;
        this.chain = chain;
    }

    void write(EpochSettled settled, Block block) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SETTLEMENT)) {
            insert.setString(1, chain.chainId());
            insert.setInt(2, chain.netuid());
            insert.setLong(3, settled.epoch());
            insert.setLong(4, settled.firstBlock());
            insert.setLong(5, block.number());
            insert.setObject(6, block.timestamp().atOffset(ZoneOffset.UTC));
            insert.setLong(7, settled.emission());
            insert.executeUpdate();
        }
        if (settled.neurons().isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(PAY)) {
            for (NeuronPay pay : settled.neurons()) {
                insert.setString(1, chain.chainId());
                insert.setInt(2, chain.netuid());
                insert.setString(3, pay.hotkey().toString());
                insert.setLong(4, settled.epoch());
                insert.setInt(5, pay.uid());
                insert.setInt(6, pay.consensus());
                insert.setInt(7, pay.incentive());
                insert.setInt(8, pay.dividends());
                insert.setInt(9, pay.validatorTrust());
                insert.setLong(10, pay.minerPay());
                insert.setLong(11, pay.validatorPay());
                insert.setBoolean(12, pay.validatorPermit());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
