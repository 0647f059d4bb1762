package org.synapsesubnet.leaderboard.projection;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.platform.persistence.Database;

/**
 * Hears blocks in the transaction that moves the cursor: what goes wrong here takes the cursor back too, and the blocks
 * come again.
 */
@ApplicationScoped
class BlockObserver {

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    @ConfigProperty(name = "synapse.chain.id")
    private String chainId;

    @Inject
    @ConfigProperty(name = "synapse.chain.netuid")
    private int netuid;

    void heard(@Observes BlockRange range) {
        try {
            new BlockProjection(database, new ChainIdentity(chainId, netuid)).apply(range);
        } catch (SQLException e) {
            throw new IllegalStateException("the leaderboard can't take " + range, e);
        }
    }
}
