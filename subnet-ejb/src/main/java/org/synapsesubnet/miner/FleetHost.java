package org.synapsesubnet.miner;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.miner.health.HealthWatch;
import org.synapsesubnet.miner.models.Egress;
import org.synapsesubnet.miner.models.ModelKeeper;
import org.synapsesubnet.miner.models.ModelWorks;
import org.synapsesubnet.miner.resources.ResourceBook;
import org.synapsesubnet.miner.resources.ResourceWatch;
import org.synapsesubnet.platform.lease.Lease;
import org.synapsesubnet.platform.lease.LeaseKeeper;

/**
 * One host of the fleet, put together and looked after from its construction until it is closed, whenever this node has
 * the host's lease.
 */
final class FleetHost implements AutoCloseable {

    /** An engine that computes less than this many cores while a question waits doesn't work: it hangs. */
    private static final double WORKING_CPUS = 0.05;

    /** How long a look that goes on may take to its end before it is broken off. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HostAddress host;
    private final ContainerEngine engine;
    private final DataSource database;
    private final LeaseKeeper lead;
    private final Ownership ownership;
    private final FleetSettings settings;
    private final Optional<HostAxons> axons;
    private final ModelWorks works;
    private final ResourceBook book;
    private final HttpClient client;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final HostKeeper keeper;
    private final Future<?> keeping;
    private volatile @Nullable ModelKeeper models;
    private final Semaphore news = new Semaphore(0);

    /**
     * @param host its name and where its engine is
     * @param engine closed with this
     * @param workshop for its axons, if it shall have any
     * @param node has the host's lease when it is this node's turn
     * @param book gets what the containers use
     * @param threads for the keeper and its questions, a thread each; stay the caller's
     */
    FleetHost(
            HostAddress host,
            ContainerEngine engine,
            DataSource database,
            LeaseSettings node,
            Ownership ownership,
            FleetSettings settings,
            Optional<AxonWorkshop> workshop,
            ModelWorks works,
            ResourceBook book,
            HttpClient client,
            InstantSource clock,
            ExecutorService threads) {
        this.host = host;
        this.engine = engine;
        this.database = database;
        this.lead = node.lead(host.name(), database);
        this.ownership = ownership;
        this.settings = settings;
        this.axons = workshop.flatMap(made -> host.dockerEngine()
                .map(address -> made.on(host.name(), address, engine, ownership, database, clock, threads)));
        this.works = works;
        this.book = book;
        this.client = client;
        this.clock = clock;
        this.threads = threads;
        keeper = new HostKeeper(host.name(), lead, this::watch, node.pause(settings.tick()), news);
        keeping = threads.submit(keeper);
    }

    private HostWatch watch(Lease lease) {
        Term term = new Term(lead, lease, database);
        FleetRows rows = new FleetRows(database);
        HealthWatch health = new HealthWatch(settings.health(), clock, threads, this::works, news::release);
        ResourceWatch resources = new ResourceWatch(engine, book, threads, System::nanoTime);
        ModelSeats seats = new ModelSeats(ownership, host.isManaged());
        HostImages images = new HostImages(
                host.name(), engine.images(), ownership, new Rest(settings.backOff(), clock), threads, news::release);
        ModelKeeper ours = modelKeeper(seats);
        models = ours;
        Reconciler reconciler = new Reconciler(
                host.name(),
                engine,
                rows,
                new HostNotes(host.name(), term, clock),
                term,
                ownership,
                health,
                new Subjects(client, settings.health(), ownership, axons, host, ours::lacksFirstModel),
                images,
                List.of((miners, containers) -> resources.look(ResourceSubjects.of(miners, containers)), seats),
                settings.backOff(),
                clock);
        return new HostWatch(engine, ownership, term, reconciler, images, resources, ours, threads.submit(ours), news);
    }

    private ModelKeeper modelKeeper(ModelSeats seats) {
        return new ModelKeeper(
                host.name(),
                seats,
                new Egress(engine.networks(), ownership.egress(), ownership.labels()),
                works,
                database,
                settings.tick(),
                settings.backOff()::pauseAfter,
                client,
                clock,
                threads);
    }

    /** Brings the next look forward, for instance since an operator has changed something. */
    void look() {
        news.release();
        ModelKeeper present = models;
        if (present != null) {
            present.look();
        }
    }

    /** Says that the end is near, without waiting for it. */
    void leave() {
        keeper.leave();
    }

    private boolean works(String container) {
        try {
            return engine.containers().stats(container).cpus() >= WORKING_CPUS;
        } catch (EngineException e) {
            return false;
        }
    }

    /** Returns when the lease is given back; containers stay as they are. */
    @Override
    public void close() {
        keeper.leave();
        if (!keeper.hasLeft(PATIENCE)) {
            // It waits for its engine. The interruption breaks that off, and the rest takes no time.
            keeping.cancel(true);
            keeper.hasLeft(PATIENCE);
        }
        axons.ifPresent(HostAxons::close);
        engine.close();
    }
}
