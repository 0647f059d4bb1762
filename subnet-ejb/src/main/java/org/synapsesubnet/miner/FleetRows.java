package org.synapsesubnet.miner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.api.fleet.FleetHostView;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;

/** The fleet as its rows tell it; {@link HostNotes} writes what is seen of it. */
final class FleetRows {

    private static final String MINERS = """
            select name, host, image, models, slots, memory_bytes, cpu_millis, pids, gpus, replicas, running,
                canary_image, canary_replicas, revision
            from fleet_miner""";
    private static final String REPLICAS = """
            select miner, ordinal, r.revision, state, reason, failures, retry_at, failed_container, last_failure
            from fleet_replica r join fleet_miner m on m.name = r.miner""";

    private static final String HOSTS = "select name, address, trouble, version, cpus, memory_bytes from fleet_host";

    private final DataSource database;

    FleetRows(DataSource database) {
        this.database = database;
    }

    List<FleetMiner> minersOn(String host) throws SQLException {
        return query(MINERS + " where host = ? order by name", FleetRows::miner, host);
    }

    Map<ReplicaKey, ReplicaRecord> replicasOn(String host) throws SQLException {
        var found = new HashMap<ReplicaKey, ReplicaRecord>();
        query(REPLICAS + " where m.host = ?", FleetRows::replica, host).forEach(r -> found.put(r.key(), r));
        return found;
    }

    List<FleetMiner> miners() throws SQLException {
        return query(MINERS + " order by name", FleetRows::miner);
    }

    List<FleetHostView> hosts() throws SQLException {
        return query(HOSTS + " order by name", FleetRows::host);
    }

    Optional<FleetMiner> miner(String name) throws SQLException {
        return query(MINERS + " where name = ?", FleetRows::miner, name).stream()
                .findFirst();
    }

    List<ReplicaRecord> replicasOf(String miner) throws SQLException {
        return query(REPLICAS + " where miner = ? order by ordinal", FleetRows::replica, miner);
    }

    /** The SQL state of every database; pgjdbc has no exception class for it. */
    static boolean isRefusedByConstraint(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("23");
    }

    private <T> List<T> query(String sql, Row<T> read, String... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                var found = new ArrayList<T>();
                while (row.next()) {
                    found.add(read.of(row));
                }
                return found;
            }
        }
    }

    private static FleetHostView host(ResultSet row) throws SQLException {
        String trouble = row.getString(3);
        return new FleetHostView(
                row.getString(1),
                HostKind.at(row.getString(2)).text(),
                row.getString(2),
                trouble.isEmpty(),
                trouble,
                row.getString(4),
                row.getInt(5),
                row.getLong(6));
    }

    private static FleetMiner miner(ResultSet row) throws SQLException {
        return new FleetMiner(
                row.getString(1),
                row.getString(2),
                new ImageReference(row.getString(3)),
                List.of(row.getString(4).split(",")),
                row.getInt(5),
                new Limits(row.getLong(6), row.getInt(7), row.getInt(8)),
                row.getInt(9),
                row.getInt(10),
                row.getBoolean(11),
                canary(row.getString(12), row.getInt(13)),
                row.getLong(14));
    }

    private static Optional<Canary> canary(String image, int replicas) {
        return image.isEmpty() ? Optional.empty() : Optional.of(new Canary(new ImageReference(image), replicas));
    }

    private static ReplicaRecord replica(ResultSet row) throws SQLException {
        return new ReplicaRecord(
                new ReplicaKey(row.getString(1), row.getInt(2)),
                row.getLong(3),
                ReplicaState.of(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8),
                row.getString(9));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
