package org.synapsesubnet.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.platform.concurrent.OneAtATime;
import org.synapsesubnet.platform.concurrent.VirtualThreads;

/** Has the feed look when blocks were heard, and when the clock says so. */
@ApplicationScoped
public class MetagraphWatch {

    @Inject
    private MetagraphFeed feed;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    private final OneAtATime looking = new OneAtATime();

    /**
     * Blocks came. They are only a reason to look: elsewhere, as the transaction in which they were heard isn't over
     * for its thread yet, and connections to the chain are kept out of transactions.
     */
    void heard(@Observes(during = TransactionPhase.AFTER_SUCCESS) BlockRange blocks) {
        threads.execute(this::look);
    }

    void look() {
        looking.run(feed::look);
    }

    void end() {
        looking.end();
    }
}
