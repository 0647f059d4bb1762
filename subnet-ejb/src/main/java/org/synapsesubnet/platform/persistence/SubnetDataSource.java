package org.synapsesubnet.platform.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.platform.server.ServerClasses;

/**
 * The driver-level data source that the server's pool opens its connections with.
 *
 * <p>It exists so that the database is chosen by MicroProfile Config alone, alike on every server, and so that nobody,
 * JPA included, sees a connection before the schema is current. It goes to the vendors' classes directly: drivers
 * registered with {@link java.sql.DriverManager} would outlive an undeployment.
 */
public class SubnetDataSource implements DataSource {

    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable DataSource migrated;

    @Override
    public Connection getConnection() throws SQLException {
        DataSource database = migrated;
        return (database == null ? open() : database).getConnection();
    }

    /** The account is part of the configuration; what a server's descriptor says is not asked. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private DataSource open() throws SQLException {
        opening.lock();
        try {
            DataSource opened = migrated;
            if (opened == null) {
                DatabaseSettings settings =
                        DatabaseSettings.from(ConfigProvider.getConfig(SubnetDataSource.class.getClassLoader()));
                opened = vendorOf(settings);
                int applied = Migrations.run(opened);
                PersistenceLog.LOG.databaseReady(settings, applied);
                migrated = opened;
            }
            return opened;
        } catch (FlywayException | IllegalArgumentException e) {
            throw new SQLException(e.getMessage(), e);
        } finally {
            opening.unlock();
        }
    }

    private static DataSource vendorOf(DatabaseSettings settings) {
        if (settings.isH2()) {
            ServerClasses.initialise(JdbcDataSource.class);
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(settings.url());
            h2.setUser(settings.user());
            h2.setPassword(settings.password());
            return h2;
        }
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(settings.url());
        if (!settings.user().isEmpty()) {
            postgresql.setUser(settings.user());
        }
        if (!settings.password().isEmpty()) {
            postgresql.setPassword(settings.password());
        }
        return postgresql;
    }

    /** Called by the server with what its descriptor says; see {@link #getConnection(String, String)}. */
    public void setUser(String user) {}

    /** Called by the server with what its descriptor says; see {@link #getConnection(String, String)}. */
    public void setPassword(String password) {}

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.synapsesubnet.platform.persistence");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("This data source is no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
