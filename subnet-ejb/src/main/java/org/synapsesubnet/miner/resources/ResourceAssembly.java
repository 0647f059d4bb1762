package org.synapsesubnet.miner.resources;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.platform.persistence.Database;

/** Puts together what keeps the fleet's figures. */
@ApplicationScoped
public class ResourceAssembly {

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    private MeterRegistry registry;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // set by start(), before anything is produced
    private ResourceHistory history;

    @SuppressWarnings("NullAway.Init")
    private ResourceBook book;

    @PostConstruct
    void start() {
        history = new ResourceHistory(
                database, Resolution.parseAll(List.of(config.getValue("synapse.fleet.history", String[].class))));
        book = new ResourceBook(history, new ResourceGauges(registry), clock);
    }

    @Produces
    @Singleton
    ResourceHistory history() {
        return history;
    }

    @Produces
    @Singleton
    ResourceBook book() {
        return book;
    }
}
