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
import org.synapsesubnet.miner.models.Egress;
import org.synapsesubnet.miner.models.ModelKeeper;
import org.synapsesubnet.miner.models.ModelWorks;

/** One host of the fleet, put together and looked after from its construction until it is closed. */
final class FleetHost implements AutoCloseable {

    /** An engine that computes less than this many cores while a question waits doesn't work: it hangs. */
    private static final double WORKING_CPUS = 0.05;

    private final ContainerEngine engine;
    private final Future<?> keeper;
    private final ModelKeeper models;
    private final Future<?> modelKeeper;
    private final Semaphore news = new Semaphore(0);

    /**
     * @param engine closed with this
     * @param threads for the keeper and its questions, a thread each; stay the caller's
     */
    FleetHost(
            String name,
            ContainerEngine engine,
            DataSource database,
            Ownership ownership,
            FleetSettings settings,
            ModelWorks works,
            HttpClient client,
            InstantSource clock,
            ExecutorService threads) {
        this.engine = engine;
        HealthWatch health = new HealthWatch(client, settings.health(), clock, threads, this::works, news::release);
        FleetRows rows = new FleetRows(database, clock);
        models = new ModelKeeper(
                name,
                new ModelSeats(name, engine, rows, ownership),
                new Egress(engine.networks(), ownership.egress(), ownership.labels()),
                works,
                database,
                settings.tick(),
                settings.backOff()::pauseAfter,
                client,
                clock,
                threads);
        Reconciler reconciler = new Reconciler(
                name, engine, rows, ownership, health, models::lacksFirstModel, settings.backOff(), clock);
        modelKeeper = threads.submit(models);
        keeper = threads.submit(new HostKeeper(name, engine, ownership, reconciler, settings.tick(), news));
    }

    /** Brings the next look forward, for instance since an operator has changed something. */
    void look() {
        news.release();
        models.look();
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
        modelKeeper.cancel(true);
        models.close();
        engine.close();
    }
}
