package org.synapsesubnet.chain;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.platform.persistence.Database;

/** Hands this package's plain classes what the server and the configuration give. */
@ApplicationScoped
class ChainResources {

    /** Defined in the {@code ejb-jar.xml} of each packaging. */
    private static final String CONNECTION_FACTORY = "java:app/eis/chain";

    @Resource(lookup = CONNECTION_FACTORY)
    private ChainConnectionFactory connections;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private InstantSource clock;

    @Inject
    @ConfigProperty(name = "synapse.chain.id")
    private String chainId;

    @Inject
    @ConfigProperty(name = "synapse.chain.netuid")
    private int netuid;

    @Inject
    @ConfigProperty(name = "synapse.chain.stale-after")
    private Duration staleAfter;

    @Inject
    @ConfigProperty(name = "synapse.chain.max-lag")
    private long maxLag;

    @Produces
    BlockCursor cursor() {
        return new BlockCursor(database, identity(), clock);
    }

    @Produces
    ChainStatus status() {
        return new ChainStatus(connections, cursor(), identity(), new ChainHealthLimits(staleAfter, maxLag), clock);
    }

    private ChainIdentity identity() {
        return new ChainIdentity(chainId, netuid);
    }
}
