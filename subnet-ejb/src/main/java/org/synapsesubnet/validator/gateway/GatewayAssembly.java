package org.synapsesubnet.validator.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.miner.scaling.SeenLoad;
import org.synapsesubnet.miner.scaling.SleepingMiners;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.validator.gateway.relay.MinerCatalogue;
import org.synapsesubnet.validator.gateway.routing.EndpointPolicy;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;

/** Puts the gateway together from what the container offers and keeps its clockwork going. */
@ApplicationScoped
public class GatewayAssembly {

    private static final long PROBE_SECONDS = 2;
    private static final long BEAT_SECONDS = 1;

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    private MeterRegistry registry;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Inject
    private SleepingMiners sleepers;

    @Inject
    private SeenLoad seen;

    @Resource
    private ManagedScheduledExecutorService timers;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    private final List<Future<?>> clockwork = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set by start(), before anything is produced
    private GatewayWorks works;

    @PostConstruct
    void start() {
        try {
            works = new GatewayWorks(
                    GatewaySettings.from(config),
                    keyIn("synapse.validator.hotkey-file"),
                    new SubnetId(
                            config.getValue("synapse.chain.id", String.class),
                            config.getValue("synapse.chain.netuid", Integer.class)),
                    EndpointPolicy.of(
                            KeyId.ofAddress(keyIn("synapse.validator.coldkey-file")
                                    .hotkey()
                                    .address()),
                            List.of(config.getOptionalValue("synapse.miners.owned-coldkeys", String[].class)
                                    .orElse(new String[0]))),
                    new FleetTies(sleepers, seen),
                    database,
                    clock,
                    registry);
            works.start(threads);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The gateway can't start: " + e.getMessage(), e);
        }
        clockwork.add(timers.scheduleWithFixedDelay(works::probe, PROBE_SECONDS, PROBE_SECONDS, TimeUnit.SECONDS));
        clockwork.add(timers.scheduleWithFixedDelay(works::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS));
    }

    /** The miners are what the chain announces, besides those that are configured. */
    void follow(@Observes Metagraph now) {
        works.follow(now);
    }

    private HotkeySigner keyIn(String setting) throws IOException {
        return new HotkeyFile(Path.of(config.getValue(setting, String.class))).loadOrCreate(new SecureRandom());
    }

    /** Writes what is queued and lets go of the miners; a second call finds nothing left to do. */
    @PreDestroy
    void stop() {
        clockwork.forEach(part -> part.cancel(true));
        works.close();
    }

    /** Asked at deployment, so that the first request finds everything running. */
    void awake() {
        GatewayLog.LOG.started(works.gateway().miners().size());
    }

    @Produces
    @Singleton
    Gateway gateway() {
        return works.gateway();
    }

    @Produces
    @Singleton
    MinerCatalogue catalogue() {
        return works.catalogue();
    }

    @Produces
    @Singleton
    MinerDirectory directory() {
        return works.directory();
    }
}
