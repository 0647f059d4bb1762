package org.synapsesubnet.platform.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.platform.persistence.Transactions;

/**
 * Leases in the database. Only its clock counts, and the row of a lease is its lock: while a transaction that called
 * {@link #requireHeld} goes on, nobody else gets the lease.
 *
 * <p>An owner that was paused wakes up with a lease that somebody else has by now. It can't know, so each of its
 * transactions asks; what it does outside the database must be harmless when done twice.
 */
public final class Leases {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOOK = "SELECT owner, token, expires_at, CURRENT_TIMESTAMP FROM lease WHERE name = ?";

    private final DataSource database;
    private final Transactions transactions;

    public Leases(DataSource database) {
        this.database = database;
        this.transactions = new Transactions(database);
    }

    /** A lease's row, and what time it is for the database. */
    private record Row(String owner, long token, OffsetDateTime expiresAt, OffsetDateTime now) {

        boolean isTaken() {
            return now.isBefore(expiresAt);
        }

        boolean isOf(Lease lease) {
            return isTaken() && owner.equals(lease.owner()) && token == lease.token();
        }
    }

    /**
     * Takes the lease if it is free, has expired, or is this owner's: that one's earlier lease is void then.
     *
     * @param owner the node; started anew it gets its lease back at once, and what is left of it before can't write
     * @param ttl until it expires, more than zero
     * @return empty while somebody else has it
     */
    public Optional<Lease> acquire(String name, String owner, Duration ttl) throws SQLException {
        Lease.requireLength("name", name);
        Lease.requireLength("owner", owner);
        requirePositive(ttl);
        try (Connection connection = database.getConnection()) {
            // Without a lock, so that those who wait their turn don't stand in the owner's way.
            Optional<Row> row = look(connection, LOOK, name);
            if (row.filter(taken -> taken.isTaken() && !taken.owner().equals(owner))
                    .isPresent()) {
                return Optional.empty();
            }
        }
        try {
            return transactions.call(transaction -> take(transaction, name, owner, ttl));
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Has the lease expire later.
     *
     * @param ttl from now on, more than zero
     * @return false if it isn't held any more
     */
    public boolean renew(Lease lease, Duration ttl) throws SQLException {
        requirePositive(ttl);
        return transactions.call(transaction -> {
            Optional<Row> row = lock(transaction, lease.name()).filter(held -> held.isOf(lease));
            if (row.isPresent()) {
                write(transaction, lease, row.get().now().plus(ttl));
            }
            return row.isPresent();
        });
    }

    /** Gives the lease back; does nothing if it isn't held any more. */
    public void release(Lease lease) throws SQLException {
        transactions.run(transaction -> {
            Optional<Row> row = lock(transaction, lease.name()).filter(held -> held.isOf(lease));
            if (row.isPresent()) {
                write(transaction, lease, row.get().now());
            }
        });
    }

    /**
     * Makes sure that the lease is held until this transaction ends.
     *
     * @param transaction the caller's, which is to write under the lease
     * @throws LeaseLost if somebody else has it by now, or it has expired; the caller rolls back
     */
    public void requireHeld(Connection transaction, Lease lease) throws SQLException {
        if (lock(transaction, lease.name()).filter(held -> held.isOf(lease)).isEmpty()) {
            throw new LeaseLost(lease);
        }
    }

    private static Optional<Lease> take(Connection transaction, String name, String owner, Duration ttl)
            throws SQLException {
        Optional<Row> found = lock(transaction, name);
        if (found.isEmpty()) {
            return Optional.of(insert(transaction, new Lease(name, owner, 1), ttl));
        }
        Row row = found.get();
        if (row.isTaken() && !row.owner().equals(owner)) {
            return Optional.empty();
        }
        Lease lease = new Lease(name, owner, row.token() + 1);
        write(transaction, lease, row.now().plus(ttl));
        return Optional.of(lease);
    }

    private static Lease insert(Connection transaction, Lease lease, Duration ttl) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO lease (name, owner, token, expires_at) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, lease.name());
            insert.setString(2, lease.owner());
            insert.setLong(3, lease.token());
            insert.setObject(4, now(transaction).plus(ttl));
            insert.executeUpdate();
        }
        return lease;
    }

    private static void write(Connection transaction, Lease lease, OffsetDateTime expiresAt) throws SQLException {
        try (PreparedStatement update =
                transaction.prepareStatement("UPDATE lease SET owner = ?, token = ?, expires_at = ? WHERE name = ?")) {
            update.setString(1, lease.owner());
            update.setLong(2, lease.token());
            update.setObject(3, expiresAt);
            update.setString(4, lease.name());
            update.executeUpdate();
        }
    }

    private static Optional<Row> lock(Connection transaction, String name) throws SQLException {
        return look(transaction, LOOK + " FOR UPDATE", name);
    }

    private static Optional<Row> look(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(
                                row.getString(1),
                                row.getLong(2),
                                row.getObject(3, OffsetDateTime.class),
                                row.getObject(4, OffsetDateTime.class)))
                        : Optional.empty();
            }
        }
    }

    private static OffsetDateTime now(Connection transaction) throws SQLException {
        try (PreparedStatement query = transaction.prepareStatement("SELECT CURRENT_TIMESTAMP");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class);
        }
    }

    private static void requirePositive(Duration ttl) {
        if (ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("ttl must be more than zero, but was " + ttl);
        }
    }
}
