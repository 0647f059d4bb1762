package org.synapsesubnet.miner;

import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.miner.health.HealthSettings;

/** A fleet of one host on a real engine, with a database of its own and the settings of the shipped configuration. */
public final class FleetBed implements AutoCloseable {

    static final String HOST = "here";

    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final JdbcConnectionPool database;
    private final EngineSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();

    public final ContainerEngine engine;
    final FleetBook book;
    final FleetRows rows;
    final Ownership ownership;

    private @Nullable FleetHost host;
    private boolean detached;

    FleetBed(EngineSettings settings, String url) throws SQLException {
        this.settings = settings;
        database = JdbcConnectionPool.create(url, "sa", "");
        FLYWAY.setLevel(Level.WARNING);
        Migrations.run(database);
        engine = RealEngine.connect(settings);
        book = new FleetBook(database, Clock.systemUTC());
        rows = new FleetRows(database, Clock.systemUTC());
        ownership = book.ownership();
        book.declare(HOST, settings.address().toString());
    }

    /** On the machine's engine, with a database in memory. */
    public static FleetBed open() throws SQLException {
        return new FleetBed(
                EngineSettings.local(RealEngine.socket()), "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    static FleetSettings settings() {
        return new FleetSettings(
                List.of(),
                Duration.ofSeconds(2),
                new HealthSettings(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        2,
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2)),
                new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), 8, Duration.ofMinutes(5)));
    }

    /** Leaves what is on the engine there when it is closed. */
    FleetBed detached() {
        detached = true;
        return this;
    }

    public void look() {
        host = new FleetHost(
                HOST,
                RealEngine.connect(settings),
                database,
                ownership,
                settings(),
                client,
                Clock.systemUTC(),
                threads);
    }

    public FleetMiner miner(String name, int replicas) {
        return miner(name, replicas, EngineImage.on(engine));
    }

    public static FleetMiner miner(String name, int replicas, ImageReference image) {
        return new FleetMiner(
                name,
                HOST,
                image,
                List.of(EngineImage.MODEL),
                2,
                new Limits(192 << 20, 1000, 100),
                0,
                replicas,
                true,
                Optional.empty(),
                1);
    }

    /** Where its rows are. */
    public DataSource database() {
        return database;
    }

    public void add(FleetMiner miner) throws SQLException {
        book.add(miner);
    }

    public List<ObservedContainer> containers() {
        try {
            return engine.containers().list(ownership.labels());
        } catch (EngineException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<ObservedContainer> container(ReplicaKey key) {
        return containers().stream()
                .filter(container -> container.name().equals(ownership.container(key)))
                .findFirst();
    }

    ReplicaRecord record(ReplicaKey key) {
        try {
            return rows.replicasOn(HOST).getOrDefault(key, ReplicaRecord.fresh(key, 0));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isReady(ReplicaKey key) {
        return record(key).state() == ReplicaState.READY;
    }

    /** Stops looking after the fleet, then removes all that it left on the engine. */
    @Override
    public void close() throws EngineException {
        if (host != null) {
            host.close();
        }
        threads.shutdownNow();
        if (!detached) {
            removeAll();
        }
        engine.close();
        client.close();
        database.dispose();
    }

    private void removeAll() throws EngineException {
        for (ObservedContainer container : containers()) {
            engine.containers().remove(container.id());
        }
        for (String volume : engine.volumes().list(ownership.labels())) {
            engine.volumes().remove(volume);
        }
        for (String network : engine.networks().list(ownership.labels())) {
            engine.networks().remove(network);
        }
    }
}
