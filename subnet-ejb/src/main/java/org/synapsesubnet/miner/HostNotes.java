package org.synapsesubnet.miner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.synapsesubnet.container.EngineInfo;

/** What the one who looks after a host writes down, each note a transaction that only its present keeper can make. */
final class HostNotes {

    private final String host;
    private final Term term;
    private final InstantSource clock;

    HostNotes(String host, Term term, InstantSource clock) {
        this.host = host;
        this.term = term;
        this.clock = clock;
    }

    /** Remembers a replica; one whose miner was deleted meanwhile is forgotten. */
    void save(ReplicaRecord replica) throws SQLException {
        try {
            term.write(transaction -> {
                if (update(transaction, replica) == 0) {
                    insert(transaction, replica);
                }
            });
        } catch (SQLException e) {
            // Its miner was deleted meanwhile, and nothing of it is to be remembered.
            if (!FleetRows.isRefusedByConstraint(e)) {
                throw e;
            }
        }
    }

    /** Forgets the replicas that a miner has no more. */
    void forget(String miner, int from) throws SQLException {
        term.write(transaction -> {
            try (PreparedStatement delete =
                    transaction.prepareStatement("delete from fleet_replica where miner = ? and ordinal >= ?")) {
                delete.setString(1, miner);
                delete.setInt(2, from);
                delete.executeUpdate();
            }
        });
    }

    /** Writes down that the host's engine answers. */
    void found(EngineInfo engine) throws SQLException {
        term.write(transaction -> {
            try (PreparedStatement update = transaction.prepareStatement("""
                    update fleet_host set trouble = '', version = ?, cpus = ?, memory_bytes = ?, changed_at = ?
                    where name = ?""")) {
                update.setString(1, engine.version());
                update.setInt(2, engine.cpus());
                update.setLong(3, engine.memoryBytes());
                update.setObject(4, now());
                update.setString(5, host);
                update.executeUpdate();
            }
        });
    }

    /**
     * Writes down that the host's engine is out of reach.
     *
     * @return false when that was known
     */
    boolean lost(String trouble) throws SQLException {
        String shown = trouble.substring(0, Math.min(trouble.length(), 500));
        return term.call(transaction -> {
            try (PreparedStatement update = transaction.prepareStatement(
                    "update fleet_host set trouble = ?, changed_at = ? where name = ? and trouble <> ?")) {
                update.setString(1, shown);
                update.setObject(2, now());
                update.setString(3, host);
                update.setString(4, shown);
                return update.executeUpdate() == 1;
            }
        });
    }

    private int update(Connection transaction, ReplicaRecord replica) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("""
                update fleet_replica set revision = ?, state = ?, reason = ?, failures = ?, retry_at = ?,
                    failed_container = ?, last_failure = ?, changed_at = ?
                where miner = ? and ordinal = ?""")) {
            set(update, replica);
            return update.executeUpdate();
        }
    }

    private void insert(Connection transaction, ReplicaRecord replica) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("""
                insert into fleet_replica (revision, state, reason, failures, retry_at, failed_container, last_failure,
                    changed_at, miner, ordinal)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            set(insert, replica);
            insert.executeUpdate();
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
