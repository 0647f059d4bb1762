package org.synapsesubnet.miner;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.miner.health.HealthWatch;

/** One host of the fleet, put together and looked after from its construction until it is closed. */
final class FleetHost implements AutoCloseable {

    /** An engine that computes less than this many cores while a question waits doesn't work: it hangs. */
    private static final double WORKING_CPUS = 0.05;

    private final ContainerEngine engine;
    private final Optional<HostAxons> axons;
    private final Future<?> keeper;
    private final Semaphore news = new Semaphore(0);

    /**
     * @param host its name and where its engine is
     * @param engine closed with this
     * @param workshop for its axons, if it shall have any
     * @param threads for the keeper and its questions, a thread each; stay the caller's
     */
    FleetHost(
            HostAddress host,
            ContainerEngine engine,
            DataSource database,
            Ownership ownership,
            FleetSettings settings,
            Optional<AxonWorkshop> workshop,
            HttpClient client,
            InstantSource clock,
            ExecutorService threads) {
        this.engine = engine;
        URI address = host.engine().address();
        axons = workshop.map(made -> made.on(host.name(), address, engine, ownership, database, clock, threads));
        HealthWatch health = new HealthWatch(settings.health(), clock, threads, this::works, news::release);
        Reconciler reconciler = new Reconciler(
                host.name(),
                engine,
                new FleetRows(database, clock),
                ownership,
                health,
                new Subjects(client, settings.health(), ownership, axons, host.isRemote()),
                settings.backOff(),
                clock);
        keeper = threads.submit(new HostKeeper(host.name(), engine, ownership, reconciler, settings.tick(), news));
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
        axons.ifPresent(HostAxons::close);
        engine.close();
    }
}
