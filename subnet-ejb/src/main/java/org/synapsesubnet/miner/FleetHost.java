package org.synapsesubnet.miner;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.miner.health.HealthWatch;
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

    private final String name;
    private final ContainerEngine engine;
    private final DataSource database;
    private final LeaseKeeper lead;
    private final Ownership ownership;
    private final FleetSettings settings;
    private final HttpClient client;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final HostKeeper keeper;
    private final Future<?> keeping;
    private final Semaphore news = new Semaphore(0);

    /**
     * @param engine closed with this
     * @param node has the host's lease when it is this node's turn
     * @param threads for the keeper and its questions, a thread each; stay the caller's
     */
    FleetHost(
            String name,
            ContainerEngine engine,
            DataSource database,
            LeaseSettings node,
            Ownership ownership,
            FleetSettings settings,
            HttpClient client,
            InstantSource clock,
            ExecutorService threads) {
        this.name = name;
        this.engine = engine;
        this.database = database;
        this.lead = node.lead(name, database);
        this.ownership = ownership;
        this.settings = settings;
        this.client = client;
        this.clock = clock;
        this.threads = threads;
        keeper = new HostKeeper(name, lead, this::watch, node.pause(settings.tick()), news);
        keeping = threads.submit(keeper);
    }

    private HostWatch watch(Lease lease) {
        Term term = new Term(lead, lease, database);
        HealthWatch health = new HealthWatch(client, settings.health(), clock, threads, this::works, news::release);
        Reconciler reconciler = new Reconciler(
                name,
                engine,
                new FleetRows(database),
                new HostNotes(name, term, clock),
                term,
                ownership,
                health,
                settings.backOff(),
                clock);
        return new HostWatch(engine, ownership, term, reconciler, news);
    }

    /** Brings the next look forward, for instance since an operator has changed something. */
    void look() {
        news.release();
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
        engine.close();
    }
}
