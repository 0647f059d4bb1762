package org.synapsesubnet.miner;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.persistence.Database;

/** Puts the fleet together from what the container offers and has its hosts looked after while the application runs. */
@ApplicationScoped
public class FleetAssembly {

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    private final Map<String, FleetHost> hosts = new LinkedHashMap<>();
    private @Nullable HttpClient client;

    @PostConstruct
    void start() {
        FleetSettings settings = FleetSettings.from(config);
        if (settings.hosts().isEmpty()) {
            return;
        }
        FleetBook book = new FleetBook(database, clock);
        HttpClient questions = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        client = questions;
        try {
            Ownership ownership = book.ownership();
            HostEngines engines = HostEngines.from(config);
            LeaseSettings node = LeaseSettings.from(config);
            for (HostAddress host : settings.hosts()) {
                book.declare(host.name(), host.place().address());
                hosts.put(
                        host.name(),
                        new FleetHost(
                                host.name(),
                                engines.open(host, clock, threads),
                                database,
                                node,
                                ownership,
                                settings,
                                questions,
                                clock,
                                threads));
            }
        } catch (SQLException e) {
            stop();
            throw new IllegalStateException("The fleet can't start: " + e.getMessage(), e);
        }
    }

    /** Stops looking; containers go on, processes of this machine end. */
    @PreDestroy
    void stop() {
        hosts.values().forEach(FleetHost::leave);
        hosts.values().forEach(FleetHost::close);
        hosts.clear();
        if (client != null) {
            client.shutdownNow();
        }
    }

    /** Asked at deployment, so that the hosts are looked after from then on. */
    void awake() {
        FleetLog.LOG.lookingAfter(hosts.size());
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) FleetChanged change) {
        FleetHost host = hosts.get(change.host());
        if (host != null) {
            host.look();
        }
    }
}
