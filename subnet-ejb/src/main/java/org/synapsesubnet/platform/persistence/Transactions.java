package org.synapsesubnet.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Local transactions on the database. Not to be used inside one of the container's, which has its own end. */
public final class Transactions {

    private final DataSource database;

    public Transactions(DataSource database) {
        this.database = database;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {

        /** @param transaction to be neither committed nor closed */
        T in(Connection transaction) throws SQLException;
    }

    /** What is done in a transaction without a result. */
    @FunctionalInterface
    public interface Change {

        /** @param transaction to be neither committed nor closed */
        void in(Connection transaction) throws SQLException;
    }

    /** Commits what the work did; takes it back when the work throws. */
    public <T> T call(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** As {@link #call}. */
    public void run(Change change) throws SQLException {
        call(transaction -> {
            change.in(transaction);
            return true;
        });
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
