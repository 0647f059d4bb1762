package org.synapsesubnet.miner;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.miner.axon.AxonImage;
import org.synapsesubnet.miner.axon.AxonKeys;
import org.synapsesubnet.miner.health.HealthSettings;
import org.synapsesubnet.miner.models.ModelSettings;
import org.synapsesubnet.miner.models.ModelWorks;
import org.synapsesubnet.miner.models.Patience;
import org.synapsesubnet.miner.resources.Resolution;
import org.synapsesubnet.miner.resources.ResourceBook;
import org.synapsesubnet.miner.resources.ResourceGauges;
import org.synapsesubnet.miner.resources.ResourceHistory;

/** A fleet of one host on a real engine, with a database of its own and the settings of the shipped configuration. */
public final class FleetBed implements AutoCloseable {

    static final String HOST = "here";
    static final HotkeySigner VALIDATOR = HotkeySigner.ofSecret("%064x".formatted(7));
    static final SubnetId SUBNET = new SubnetId("embedded", 1);

    private static final LeaseSettings FIRST = new LeaseSettings("first", Duration.ofSeconds(15));
    private static final HostAddress HERE =
            new HostAddress(HOST, new HostPlace.Docker(EngineSettings.local(Path.of("/var/run/docker.sock"))));

    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    final JdbcConnectionPool database;
    private final Supplier<ContainerEngine> engines;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();

    final ModelWorks works;
    final ResourceHistory history;
    final ResourceBook resources;
    final MeterRegistry meters = new SimpleMeterRegistry();
    public final ContainerEngine engine;
    final FleetBook book;
    final FleetRows rows;
    final Ownership ownership;

    private @Nullable FleetHost host;
    private Optional<AxonWorkshop> workshop = Optional.empty();
    private boolean detached;

    FleetBed(EngineSettings settings, String url) throws SQLException {
        this(settings, url, models(Set.of()));
    }

    FleetBed(EngineSettings settings, String url, ModelSettings models) throws SQLException {
        this(() -> RealEngine.connect(settings), url, models);
    }

    /** @param engines asked for two: the fleet's, and the one that the test looks at */
    FleetBed(Supplier<ContainerEngine> engines, String url) throws SQLException {
        this(engines, url, models(Set.of()));
    }

    private FleetBed(Supplier<ContainerEngine> engines, String url, ModelSettings models) throws SQLException {
        this.engines = engines;
        works = ModelWorks.of(models);
        database = JdbcConnectionPool.create(url, "sa", "");
        FLYWAY.setLevel(Level.WARNING);
        Migrations.run(database);
        engine = engines.get();
        book = new FleetBook(database, Clock.systemUTC());
        rows = new FleetRows(database);
        ownership = book.ownership();
        history = new ResourceHistory(database, Resolution.parseAll(List.of("PT1S/PT1M", "PT5S/PT1H", "PT1M/P1D")));
        resources = new ResourceBook(history, new ResourceGauges(meters), Clock.systemUTC());
        book.declare(HOST, "a test's");
    }

    /** On the machine's engine, with a database in memory. */
    public static FleetBed open() throws SQLException {
        return new FleetBed(
                EngineSettings.local(RealEngine.socket()), "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** With so long a time to the first token that many may start at once. */
    void lookPatiently() {
        look(HERE, FIRST, settings(Duration.ofMinutes(15)));
    }

    static FleetSettings settings() {
        return settings(Duration.ofMinutes(2));
    }

    private static FleetSettings settings(Duration start) {
        return new FleetSettings(
                List.of(),
                Duration.ofSeconds(2),
                new HealthSettings(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        2,
                        start,
                        Duration.ofMinutes(2)),
                new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), 8, Duration.ofMinutes(5)));
    }

    /** As shipped, but for the folder and a quick second look. */
    static ModelSettings models(Set<String> plainRegistries) {
        return new ModelSettings(
                Path.of("target", "fleet-blobs", UUID.randomUUID().toString()),
                1L << 30,
                plainRegistries,
                Duration.ofSeconds(15),
                new Patience(
                        Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofDays(1)));
    }

    /** Leaves what is on the engine there when it is closed. */
    FleetBed detached() {
        detached = true;
        return this;
    }

    /** With an axon before each engine. */
    FleetBed withAxons(Path keys) {
        return withAxons(keys, AxonTestImage.on(engine));
    }

    FleetBed withAxons(Path keys, ImageReference image) {
        AxonImage named = new AxonImage.Named(image);
        workshop = Optional.of(new AxonWorkshop(
                named,
                new AxonSettings(Optional.of(named), keys, Map.of(), true),
                new AxonKeys(keys, Clock.systemUTC()),
                VALIDATOR,
                SUBNET));
        return this;
    }

    AxonKeys keys() {
        return workshop.orElseThrow().keys();
    }

    AxonRows axons() {
        return new AxonRows(database, Clock.systemUTC());
    }

    public void look() {
        look(FIRST);
    }

    /** As this node, or waits for its turn. */
    void look(LeaseSettings node) {
        look(HERE, node, settings());
    }

    /** Looks after the host under another address, for instance one that makes it a remote one. */
    void look(HostAddress address) {
        look(address, FIRST, settings());
    }

    /** Looks after the host by a client that knows its certificate. */
    void look(HostAddress address, HttpClient other) {
        look(address, FIRST, settings(), other);
    }

    private void look(HostAddress address, LeaseSettings node, FleetSettings settings) {
        look(address, node, settings, client);
    }

    private void look(HostAddress address, LeaseSettings node, FleetSettings settings, HttpClient questions) {
        host = new FleetHost(
                address,
                engines.get(),
                database,
                node,
                ownership,
                settings,
                workshop,
                works,
                resources,
                questions,
                Clock.systemUTC(),
                threads);
    }

    /** Brings the next look forward. */
    void lookNow() {
        if (host != null) {
            host.look();
        }
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
        return container(key, Part.ENGINE);
    }

    Optional<ObservedContainer> container(ReplicaKey key, Part part) {
        return containers().stream()
                .filter(container -> container.name().equals(ownership.container(key, part)))
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

    /** The node that had the host's lease last. */
    String keeper() {
        return lease("select owner from lease where name = 'fleet/here'");
    }

    boolean isLeaseFree() {
        return lease("select expires_at <= current_timestamp from lease where name = 'fleet/here'")
                .equals("TRUE");
    }

    private String lease(String question) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops looking after the fleet and leaves it as it is. */
    void leave() {
        if (host != null) {
            host.close();
        }
    }

    /** Stops looking after the fleet, then removes all that it left on the engine. */
    @Override
    public void close() throws EngineException {
        leave();
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
