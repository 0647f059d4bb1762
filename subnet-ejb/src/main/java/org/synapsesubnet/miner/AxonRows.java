package org.synapsesubnet.miner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.synapsesubnet.api.identity.Hotkey;

/** The fleet's axons as rows; each call is a transaction of its own. */
final class AxonRows {

    private static final int LONGEST_TROUBLE = 500;
    private static final String ALL = """
            select a.miner, a.ordinal, a.host, a.hotkey, a.certificate, a.address, a.port, a.revision,
                a.registered, a.trouble, m.name
            from fleet_axon a left join fleet_scaling s on s.miner = a.miner
                left join fleet_miner m
                    on m.name = a.miner and (m.replicas > a.ordinal or s.ceiling_replicas > a.ordinal)""";

    private final DataSource database;
    private final InstantSource clock;

    AxonRows(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * An axon, and how it stands with the chain.
     *
     * @param wanted whether its miner has such a replica, running or not, or may have it again when there is more to do
     * @param registered whether its neuron was seen on the chain
     * @param trouble what stands in the way; empty for nothing
     */
    record Known(AxonRecord axon, boolean wanted, boolean registered, String trouble) {}

    List<Known> on(String host) throws SQLException {
        return query(ALL + " where a.host = ? order by a.miner, a.ordinal", host);
    }

    List<Known> of(String miner) throws SQLException {
        return query(ALL + " where a.miner = ? order by a.ordinal", miner);
    }

    /** Remembers an axon; with another hotkey or of another revision it begins anew with the chain. */
    void save(AxonRecord axon) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (update(connection, axon) == 0) {
                insert(connection, axon);
            }
        }
    }

    /** Its neuron is on the chain, and nothing stands in the way. */
    void registered(ReplicaKey key) throws SQLException {
        note(key, true, "");
    }

    /** What stands between an axon and the chain. */
    void trouble(Known known, String trouble) throws SQLException {
        String shown = trouble.substring(0, Math.min(trouble.length(), LONGEST_TROUBLE));
        note(known.axon().key(), known.registered(), shown);
    }

    void forget(ReplicaKey key) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from fleet_axon where miner = ? and ordinal = ?")) {
            delete.setString(1, key.miner());
            delete.setInt(2, key.ordinal());
            delete.executeUpdate();
        }
    }

    private void note(ReplicaKey key, boolean registered, String trouble) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update fleet_axon set registered = ?, trouble = ? where miner = ? and ordinal = ?")) {
            update.setBoolean(1, registered);
            update.setString(2, trouble);
            update.setString(3, key.miner());
            update.setInt(4, key.ordinal());
            update.executeUpdate();
        }
    }

    private int update(Connection connection, AxonRecord axon) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update fleet_axon set registered = case when hotkey = ? and revision = ? then registered else ? end,
                    host = ?, hotkey = ?, certificate = ?, address = ?, port = ?, revision = ?, changed_at = ?
                where miner = ? and ordinal = ?""")) {
            update.setString(1, axon.hotkey().address());
            update.setLong(2, axon.revision());
            update.setBoolean(3, false);
            set(update, 3, axon);
            return update.executeUpdate();
        }
    }

    private void insert(Connection connection, AxonRecord axon) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into fleet_axon (registered, trouble, host, hotkey, certificate, address, port, revision,
                    changed_at, miner, ordinal)
                values (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setBoolean(1, false);
            set(insert, 1, axon);
            insert.executeUpdate();
        }
    }

    private void set(PreparedStatement row, int before, AxonRecord axon) throws SQLException {
        row.setString(before + 1, axon.host());
        row.setString(before + 2, axon.hotkey().address());
        row.setString(before + 3, axon.certificate());
        row.setString(before + 4, axon.address());
        row.setInt(before + 5, axon.port());
        row.setLong(before + 6, axon.revision());
        row.setObject(before + 7, clock.instant().atOffset(ZoneOffset.UTC));
        row.setString(before + 8, axon.key().miner());
        row.setInt(before + 9, axon.key().ordinal());
    }

    private List<Known> query(String sql, String argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            var found = new ArrayList<Known>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(known(row));
                }
            }
            return found;
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        AxonRecord axon = new AxonRecord(
                new ReplicaKey(row.getString(1), row.getInt(2)),
                row.getString(3),
                new Hotkey(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getLong(8));
        return new Known(axon, row.getString(11) != null, row.getBoolean(9), row.getString(10));
    }
}
