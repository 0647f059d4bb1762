package org.synapsesubnet.miner.scaling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What was measured lately of miners that are scaled. Takes part in the caller's transaction and begins none. */
public final class LoadRows {

    private final DataSource database;

    public LoadRows(DataSource database) {
        this.database = database;
    }

    /** Writes a measurement, unless the policy is gone. */
    void add(String miner, Measurement measurement) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into fleet_load (miner, at_milli, wanted, ready, slots, busy, queued, begun,
                            waited_millis, tokens)
                        select miner, ?, ?, ?, ?, ?, ?, ?, ?, ? from fleet_scaling where miner = ?""")) {
            LoadReading load = measurement.load();
            insert.setLong(1, measurement.at().toEpochMilli());
            insert.setInt(2, measurement.wanted());
            insert.setInt(3, load.ready());
            insert.setInt(4, load.slots());
            insert.setInt(5, load.busy());
            insert.setInt(6, load.queued());
            insert.setLong(7, load.begun());
            insert.setDouble(8, load.waitedMillis());
            insert.setLong(9, load.tokens());
            insert.setString(10, miner);
            insert.executeUpdate();
        } catch (SQLException e) {
            // Another node measured in the same millisecond: one row says it all.
            if (!String.valueOf(e.getSQLState()).startsWith("23")) {
                throw e;
            }
        }
    }

    /** Forgets what was measured before. */
    void forget(String miner, Instant before) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from fleet_load where miner = ? and at_milli < ?")) {
            delete.setString(1, miner);
            delete.setLong(2, before.toEpochMilli());
            delete.executeUpdate();
        }
    }

    /** What was measured since, by time. */
    List<Measurement> measurements(String miner, Instant since) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select at_milli, wanted, ready, slots, busy, queued, begun, waited_millis, tokens
                        from fleet_load where miner = ? and at_milli >= ? order by at_milli""")) {
            query.setString(1, miner);
            query.setLong(2, since.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
                var found = new ArrayList<Measurement>();
                while (row.next()) {
                    found.add(measurement(row));
                }
                return found;
            }
        }
    }

    private static Measurement measurement(ResultSet row) throws SQLException {
        return new Measurement(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getInt(2),
                new LoadReading(
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getLong(7),
                        row.getDouble(8),
                        row.getLong(9)));
    }
}
