package org.synapsesubnet.miner.scaling;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.miner.FleetAssembly;
import org.synapsesubnet.miner.PublishedAxons;
import org.synapsesubnet.miner.Replicas;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.Leases;
import org.synapsesubnet.platform.persistence.Database;

/** Puts scaling together, and has it work on one node at a time. */
@ApplicationScoped
public class ScalingAssembly {

    private static final String LEASE = "fleet-scaling";
    private static final Duration TERM = Duration.ofSeconds(20);
    private static final Duration AXON_DEADLINE = Duration.ofSeconds(1);

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Inject
    private FleetAssembly fleet;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    private final SeenLoad seen = new SeenLoad(System::nanoTime);

    @SuppressWarnings("NullAway.Init") // set by start(), before anything is asked
    private PublishedAxons axons;

    @SuppressWarnings("NullAway.Init")
    private ScalingRound round;

    @SuppressWarnings("NullAway.Init")
    private LeaseKeeper lead;

    @SuppressWarnings("NullAway.Init")
    private SleepingMiners sleepers;

    @PostConstruct
    void start() {
        ScalingRows rows = new ScalingRows(database);
        LoadRows past = new LoadRows(database);
        Replicas replicas = new Replicas(database, clock, fleet::look);
        axons = new PublishedAxons(database, clock, threads);
        Load load = new FirstLoad(List.of(new AxonLoad(axons::of, AXON_DEADLINE), seen));
        round = new ScalingRound(rows, past, replicas, load, clock);
        sleepers = new SleepingMiners(rows, past, replicas, clock, System::nanoTime);
        lead = new LeaseKeeper(
                new Leases(database),
                LEASE,
                config.getValue("synapse.node.name", String.class),
                TERM,
                System::nanoTime);
    }

    /** Measures and decides, if this node has the lease. */
    void advance() {
        try {
            if (lead.held().isPresent()) {
                round.run();
            }
        } catch (SQLException e) {
            ScalingLog.LOG.notScaled(e);
        }
    }

    void stop() {
        try {
            lead.release();
        } catch (SQLException e) {
            ScalingLog.LOG.notScaled(e);
        }
        axons.close();
    }

    @Produces
    @Singleton
    SleepingMiners sleepers() {
        return sleepers;
    }

    @Produces
    @Singleton
    SeenLoad seen() {
        return seen;
    }
}
