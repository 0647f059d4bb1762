package org.synapsesubnet.miner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** What operators want of the fleet. Takes part in the caller's transaction and begins none. */
final class FleetBook {

    private final DataSource database;
    private final InstantSource clock;

    FleetBook(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whose this database's containers are; decided at the first call. */
    Ownership ownership() throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into fleet_owner (one, owner)
                    select 1, ? where not exists (select 1 from fleet_owner)""")) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.executeUpdate();
            } catch (SQLException e) {
                // Another node was first, and its word counts.
                if (!FleetRows.isRefusedByConstraint(e)) {
                    throw e;
                }
            }
            try (PreparedStatement query = connection.prepareStatement("select owner from fleet_owner");
                    ResultSet row = query.executeQuery()) {
                row.next();
                return new Ownership(UUID.fromString(row.getString(1)));
            }
        }
    }

    /** Makes a host known, or notes its new address. */
    void declare(String host, String address) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update fleet_host set address = ? where name = ?")) {
            update.setString(1, address);
            update.setString(2, host);
            if (update.executeUpdate() > 0) {
                return;
            }
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into fleet_host (name, address, trouble, version, cpus, memory_bytes, changed_at)
                    values (?, ?, 'not asked yet', '', 0, 0, ?)""")) {
                insert.setString(1, host);
                insert.setString(2, address);
                insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        }
    }

    void add(FleetMiner miner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into fleet_miner (host, image, models, slots, memory_bytes, cpu_millis, pids, gpus,
                            replicas, running, canary_image, canary_replicas, revision, changed_at, name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            set(insert, miner);
            insert.executeUpdate();
        }
    }

    /**
     * Puts a miner's next revision in the place of the one before.
     *
     * @return false when somebody else was faster, or the miner is gone
     */
    boolean change(FleetMiner next) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update fleet_miner set host = ?, image = ?, models = ?, slots = ?, memory_bytes = ?,
                            cpu_millis = ?, pids = ?, gpus = ?, replicas = ?, running = ?, canary_image = ?,
                            canary_replicas = ?, revision = ?, changed_at = ?
                        where name = ? and revision = ?""")) {
            set(update, next);
            update.setLong(16, next.revision() - 1);
            return update.executeUpdate() == 1;
        }
    }

    /** @return false when there was none */
    boolean remove(String miner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from fleet_miner where name = ?")) {
            delete.setString(1, miner);
            return delete.executeUpdate() == 1;
        }
    }

    private void set(PreparedStatement row, FleetMiner miner) throws SQLException {
        row.setString(1, miner.host());
        row.setString(2, miner.image().text());
        row.setString(3, String.join(",", miner.models()));
        row.setInt(4, miner.slots());
        row.setLong(5, miner.limits().memoryBytes());
        row.setInt(6, miner.limits().cpuMillis());
        row.setInt(7, miner.limits().pids());
        row.setInt(8, miner.gpus());
        row.setInt(9, miner.replicas());
        row.setBoolean(10, miner.running());
        row.setString(11, miner.canary().map(canary -> canary.image().text()).orElse(""));
        row.setInt(12, miner.canary().map(Canary::replicas).orElse(0));
        row.setLong(13, miner.revision());
        row.setObject(14, clock.instant().atOffset(ZoneOffset.UTC));
        row.setString(15, miner.name());
    }
}
