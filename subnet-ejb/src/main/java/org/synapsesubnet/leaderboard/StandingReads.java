package org.synapsesubnet.leaderboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainIdentity;

/** Reads what was projected from the chain's events. */
final class StandingReads {

    private static final String STANDING = """
            SELECT hotkey, uid, coldkey, registered_block, registered_at, left_block, miner_pay, validator_pay, reveals,
                missed_reveals
            FROM neuron_standing WHERE chain_id = ? AND netuid = ? AND\s""";
    private static final String PAY =
            " uid, consensus, incentive, dividends, validator_trust, miner_pay, validator_pay, validator_permit"
                    + " FROM neuron_pay WHERE chain_id = ? AND netuid = ? AND ";

    private final ChainIdentity chain;

    StandingReads(ChainIdentity chain) {
        this.chain = chain;
    }

    /** Everyone who has a neuron now, by hotkey. */
    Map<String, NeuronFile.Standing> present(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STANDING + "left_block IS NULL")) {
            setChain(query);
            return standings(query);
        }
    }

    Optional<NeuronFile.Standing> of(Connection connection, String hotkey) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STANDING + "hotkey = ?")) {
            setChain(query);
            query.setString(3, hotkey);
            return standings(query).values().stream().findFirst();
        }
    }

    /** Newest first. */
    List<NeuronFile.EpochPay> pay(Connection connection, String hotkey, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT epoch," + PAY + "hotkey = ? ORDER BY epoch DESC FETCH FIRST " + most + " ROWS ONLY")) {
            setChain(query);
            query.setString(3, hotkey);
            List<NeuronFile.EpochPay> pay = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    pay.add(pay(row, row.getLong(1), 2));
                }
            }
            return pay;
        }
    }

    Optional<EpochFile.Settlement> settlement(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT first_block, settled_block, settled_at, emission FROM settlement
                WHERE chain_id = ? AND netuid = ? AND epoch = ?""")) {
            setChain(query);
            query.setLong(3, epoch);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new EpochFile.Settlement(
                                row.getLong(1),
                                row.getLong(2),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                row.getLong(4),
                                payees(connection, epoch)))
                        : Optional.empty();
            }
        }
    }

    private List<EpochFile.Payee> payees(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT hotkey," + PAY + "epoch = ? ORDER BY uid")) {
            setChain(query);
            query.setLong(3, epoch);
            List<EpochFile.Payee> payees = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    payees.add(new EpochFile.Payee(row.getString(1), pay(row, epoch, 2)));
                }
            }
            return payees;
        }
    }

    private static NeuronFile.EpochPay pay(ResultSet row, long epoch, int first) throws SQLException {
        return new NeuronFile.EpochPay(
                epoch,
                row.getInt(first),
                row.getInt(first + 1),
                row.getInt(first + 2),
                row.getInt(first + 3),
                row.getInt(first + 4),
                row.getLong(first + 5),
                row.getLong(first + 6),
                row.getBoolean(first + 7));
    }

    private static Map<String, NeuronFile.Standing> standings(PreparedStatement query) throws SQLException {
        Map<String, NeuronFile.Standing> byHotkey = new HashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                byHotkey.put(
                        row.getString(1),
                        new NeuronFile.Standing(
                                row.getInt(2),
                                row.getString(3),
                                row.getObject(4, Long.class),
                                instant(row.getObject(5, OffsetDateTime.class)),
                                row.getObject(6, Long.class),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10)));
            }
        }
        return byHotkey;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private void setChain(PreparedStatement statement) throws SQLException {
        statement.setString(1, chain.chainId());
        statement.setInt(2, chain.netuid());
    }
}
