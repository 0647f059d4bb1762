package org.synapsesubnet.miner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.api.fleet.FleetHostView;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;

/** What a host's reconciler reads and remembers; each call is a transaction of its own. */
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
    private final InstantSource clock;

    FleetRows(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
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

    /** Remembers a replica; one whose miner was deleted meanwhile is forgotten. */
    void save(ReplicaRecord replica) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (update(connection, replica) == 0) {
                insert(connection, replica);
            }
        }
    }

    /** Forgets the replicas that a miner has no more. */
    void forget(String miner, int from) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from fleet_replica where miner = ? and ordinal >= ?")) {
            delete.setString(1, miner);
            delete.setInt(2, from);
            delete.executeUpdate();
        }
    }

    /** Writes down that a host's engine answers. */
    void found(String host, EngineInfo engine) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update fleet_host set trouble = '', version = ?, cpus = ?, memory_bytes = ?, changed_at = ?
                        where name = ?""")) {
            update.setString(1, engine.version());
            update.setInt(2, engine.cpus());
            update.setLong(3, engine.memoryBytes());
            update.setObject(4, now());
            update.setString(5, host);
            update.executeUpdate();
        }
    }

    /**
     * Writes down that a host's engine is out of reach.
     *
     * @return false when that was known
     */
    boolean lost(String host, String trouble) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update fleet_host set trouble = ?, changed_at = ? where name = ? and trouble <> ?")) {
            String shown = trouble.substring(0, Math.min(trouble.length(), 500));
            update.setString(1, shown);
            update.setObject(2, now());
            update.setString(3, host);
            update.setString(4, shown);
            return update.executeUpdate() == 1;
        }
    }

    private int update(Connection connection, ReplicaRecord replica) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update fleet_replica set revision = ?, state = ?, reason = ?, failures = ?, retry_at = ?,
                    failed_container = ?, last_failure = ?, changed_at = ?
                where miner = ? and ordinal = ?""")) {
            set(update, replica);
            return update.executeUpdate();
        }
    }

    private void insert(Connection connection, ReplicaRecord replica) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into fleet_replica (revision, state, reason, failures, retry_at, failed_container, last_failure,
                    changed_at, miner, ordinal)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            set(insert, replica);
            insert.executeUpdate();
        } catch (SQLException e) {
            // Its miner was deleted meanwhile, and nothing of it is to be remembered.
            if (!isRefusedByConstraint(e)) {
                throw e;
            }
        }
    }

    private void set(PreparedStatement row, ReplicaRecord replica) throws SQLException {
        row.setLong(1, replica.revision());
        row.setString(2, replica.state().text());
        row.setString(3, replica.reason());
        row.setInt(4, replica.failures());
        row.setObject(5, replica.retryAt().atOffset(ZoneOffset.UTC));
        row.setString(6, replica.failedContainer());
        row.setString(7, replica.lastFailure());
        row.setObject(8, now());
        row.setString(9, replica.key().miner());
        row.setInt(10, replica.key().ordinal());
    }

    /** The SQL state of every database; pgjdbc has no exception class for it. */
    static boolean isRefusedByConstraint(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("23");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
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
