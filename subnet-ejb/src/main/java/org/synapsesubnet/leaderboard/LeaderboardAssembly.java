package org.synapsesubnet.leaderboard;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.synapsesubnet.chain.MetagraphFeed;
import org.synapsesubnet.chain.OwnKeys;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.validator.gateway.Gateway;

/** Puts the leaderboard together from what the container offers. */
@ApplicationScoped
public class LeaderboardAssembly {

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private MetagraphFeed metagraphs;

    @Inject
    private Gateway gateway;

    @Inject
    private OwnKeys keys;

    @Inject
    private ChainIdentity chain;

    @Inject
    private InstantSource clock;

    @Produces
    @Singleton
    Leaderboard leaderboard() {
        return new Leaderboard(
                database, metagraphs::latest, gateway, keys.hotkey().hotkey(), chain, clock);
    }
}
