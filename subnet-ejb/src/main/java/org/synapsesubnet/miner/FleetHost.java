package org.synapsesubnet.miner;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.miner.health.HealthWatch;
import org.synapsesubnet.miner.resources.ResourceBook;
import org.synapsesubnet.miner.resources.ResourceWatch;

/** One host of the fleet, put together and looked after from its construction until it is closed. */
final class FleetHost implements AutoCloseable {

    /** An engine that computes less than this many cores while a question waits doesn't work: it hangs. */
    private static final double WORKING_CPUS = 0.05;

    private final ContainerEngine engine;
    private final ResourceWatch resources;
    private final Future<?> keeper;
    private final Semaphore news = new Semaphore(0);

    /**
     * @param engine closed with this
     * @param book gets what the containers use
     * @param threads for the keeper and its questions, a thread each; stay the caller's
     */
    FleetHost(
            String name,
            ContainerEngine engine,
            DataSource database,
            Ownership ownership,
            FleetSettings settings,
            ResourceBook book,
            HttpClient client,
            InstantSource clock,
            ExecutorService threads) {
        this.engine = engine;
        resources = new ResourceWatch(engine, book, threads, System::nanoTime);
        HealthWatch health = new HealthWatch(client, settings.health(), clock, threads, this::works, news::release);
        Reconciler reconciler = new Reconciler(
                name, engine, new FleetRows(database, clock), ownership, health, resources, settings.backOff(), clock);
        keeper = threads.submit(new HostKeeper(name, engine, ownership, reconciler, settings.tick(), news));
    }

    /** Brings the next look forward, for instance since an operator has changed something. */
    void look() {
        news.release();
    }

    private boolean works(String container) {
        try {
            return engine.containers().stats(container).cpus() >= WORKING_CPUS;
        } catch (EngineException e) {
            return false;
        }
    }

    /** Containers stay as they are. */
    @Override
    public void close() {
        keeper.cancel(true);
        resources.close();
        engine.close();
    }
}
