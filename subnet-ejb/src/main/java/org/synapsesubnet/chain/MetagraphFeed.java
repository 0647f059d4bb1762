package org.synapsesubnet.chain;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Metagraph;

/**
 * Tells who is on the subnet whenever a block has changed it. While the chain doesn't answer, what it said last stays
 * true for everyone who listens. Looks are made by one thread at a time, never inside a transaction.
 */
public class MetagraphFeed {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);

    private final ChainConnectionFactory connections;
    private final ChainIdentity chain;
    private final Consumer<Metagraph> audience;
    private volatile @Nullable Metagraph latest;
    private String trouble = "";

    /** @param audience hears each new metagraph on the thread that looks */
    MetagraphFeed(ChainConnectionFactory connections, ChainIdentity chain, Consumer<Metagraph> audience) {
        this.connections = connections;
        this.chain = chain;
        this.audience = audience;
    }

    /** What the newest block that was looked at left; empty before the chain's first answer. */
    public Optional<Metagraph> latest() {
        return Optional.ofNullable(latest);
    }

    /** Looks at the chain; takes 2 s at most, and what the audience needs. Never throws: a clock calls it. */
    void look() {
        try {
            lookAndTell();
        } catch (RuntimeException e) {
            MetagraphLog.LOG.stumbled(e);
        }
    }

    private void lookAndTell() {
        Metagraph seen;
        try (ChainConnection connection = connections.getConnection().within(LOOK_LIMIT)) {
            seen = connection.metagraph();
        } catch (ChainException e) {
            troubled(e.reason() + ", " + e.getMessage());
            return;
        }
        if (!seen.chain().equals(chain)) {
            troubled("the connector is on " + seen.chain() + ", but the application is configured for " + chain);
            return;
        }
        trouble = "";
        Metagraph before = latest;
        if (before == null || !before.blockHash().equals(seen.blockHash())) {
            latest = seen;
            audience.accept(seen);
        }
    }

    /** Says so once, not at each look. */
    private void troubled(String found) {
        if (!found.equals(trouble)) {
            MetagraphLog.LOG.unreadable(found);
        }
        trouble = found;
    }
}
