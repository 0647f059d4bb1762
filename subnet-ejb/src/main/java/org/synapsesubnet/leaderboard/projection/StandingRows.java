package org.synapsesubnet.leaderboard.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainEvent.NeuronDeregistered;
import org.synapsesubnet.chain.api.ChainEvent.NeuronRegistered;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronPay;

/** One row per hotkey that ever had a neuron. A hotkey whose registration was never heard gets its row when it is due. */
final class StandingRows {

    private static final String OF_HOTKEY = " WHERE chain_id = ? AND netuid = ? AND hotkey = ?";
    private static final String BEGIN = """
            INSERT INTO neuron_standing (uid, chain_id, netuid, hotkey, miner_pay, validator_pay, reveals, missed_reveals)
            VALUES (?, ?, ?, ?, 0, 0, 0, 0)""";
    private static final String MEET = "UPDATE neuron_standing SET uid = ?" + OF_HOTKEY;
    private static final String REGISTER =
            "UPDATE neuron_standing SET coldkey = ?, registered_block = ?, registered_at = ?, left_block = NULL"
                    + OF_HOTKEY;
    private static final String LEAVE = "UPDATE neuron_standing SET left_block = ?" + OF_HOTKEY;
    private static final String COUNT =
            "UPDATE neuron_standing SET reveals = reveals + ?, missed_reveals = missed_reveals + ?" + OF_HOTKEY;
    private static final String PAY =
            "UPDATE neuron_standing SET miner_pay = miner_pay + ?, validator_pay = validator_pay + ?" + OF_HOTKEY;

    private final Connection connection;
    private final ChainIdentity chain;

    StandingRows(Connection connection, ChainIdentity chain) {
        this.connection = connection;
        this.chain = chain;
    }

    /** @param uid as {@code hotkey} has it now */
    private record Met(int uid, KeyId hotkey) {}

    void registered(NeuronRegistered event, Block block) throws SQLException {
        meet(List.of(new Met(event.uid(), event.hotkey())));
        try (PreparedStatement update = connection.prepareStatement(REGISTER)) {
            update.setString(1, event.coldkey().toString());
            update.setLong(2, block.number());
            update.setObject(3, block.timestamp().atOffset(ZoneOffset.UTC));
            setHotkey(update, 4, event.hotkey());
            update.executeUpdate();
        }
    }

    void left(NeuronDeregistered event, Block block) throws SQLException {
        meet(List.of(new Met(event.uid(), event.hotkey())));
        try (PreparedStatement update = connection.prepareStatement(LEAVE)) {
            update.setLong(1, block.number());
            setHotkey(update, 2, event.hotkey());
            update.executeUpdate();
        }
    }

    /** Counts a commit that came to its end. */
    void weights(KeyId hotkey, int uid, boolean revealed) throws SQLException {
        meet(List.of(new Met(uid, hotkey)));
        try (PreparedStatement update = connection.prepareStatement(COUNT)) {
            update.setInt(1, revealed ? 1 : 0);
            update.setInt(2, revealed ? 0 : 1);
            setHotkey(update, 3, hotkey);
            update.executeUpdate();
        }
    }

    void paid(EpochSettled settled) throws SQLException {
        if (settled.neurons().isEmpty()) {
            return;
        }
        meet(settled.neurons().stream()
                .map(pay -> new Met(pay.uid(), pay.hotkey()))
                .toList());
        try (PreparedStatement update = connection.prepareStatement(PAY)) {
            for (NeuronPay pay : settled.neurons()) {
                update.setLong(1, pay.minerPay());
                update.setLong(2, pay.validatorPay());
                setHotkey(update, 3, pay.hotkey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Notes the uids; makes the rows that are missing. */
    private void meet(List<Met> neurons) throws SQLException {
        List<Met> unknown = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(MEET)) {
            for (Met neuron : neurons) {
                setMet(update, neuron);
                update.addBatch();
            }
            int[] rows = update.executeBatch();
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] == 0) {
                    unknown.add(neurons.get(i));
                }
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            for (Met neuron : unknown) {
                setMet(insert, neuron);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void setMet(PreparedStatement statement, Met neuron) throws SQLException {
        statement.setInt(1, neuron.uid());
        setHotkey(statement, 2, neuron.hotkey());
    }

    private void setHotkey(PreparedStatement statement, int first, KeyId hotkey) throws SQLException {
        statement.setString(first, chain.chainId());
        statement.setInt(first + 1, chain.netuid());
        statement.setString(first + 2, hotkey.toString());
    }
}
