package org.synapsesubnet.validator.gateway;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.miner.scaling.ScalingPolicy;
import org.synapsesubnet.miner.scaling.ScalingRows;

/** A database in memory with miners that sleep. */
public final class SleeperRows implements AutoCloseable {

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

    public SleeperRows() throws SQLException {
        Migrations.run(database);
    }

    public DataSource source() {
        return database;
    }

    /** A miner of this name and model that sleeps. */
    public void add(String miner) throws SQLException {
        run("insert into fleet_host values ('" + miner + "', 'unix:///x', '', '', 0, 0, current_timestamp)");
        run("insert into fleet_miner (name, host, image, models, slots, memory_bytes, cpu_millis, pids, gpus, replicas,"
                + " running, revision, changed_at) values ('" + miner + "', '" + miner + "', 'sha256:" + "0".repeat(64)
                + "', '"
                + miner + "', 1, 67108864, 1000, 100, 0, 0, true, 1, current_timestamp)");
        new ScalingRows(database)
                .put(
                        miner,
                        new ScalingPolicy(
                                0,
                                2,
                                Duration.ofMillis(500),
                                0,
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(900),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(900)),
                        0);
    }

    public int replicas(String miner) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select replicas from fleet_miner where name = '" + miner + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() {
        database.dispose();
    }
}
