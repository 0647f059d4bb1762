package org.synapsesubnet.chain;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.Metagraph;

/**
 * Tells components how the subnet stands, whenever there is a new block. While the chain doesn't answer nothing is told,
 * so that what was told last goes on counting.
 */
final class MetagraphFeed {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(3);

    private final ChainConnectionFactory connections;
    private final Consumer<Metagraph> listeners;
    private OptionalLong told = OptionalLong.empty();
    private boolean silent;

    MetagraphFeed(ChainConnectionFactory connections, Consumer<Metagraph> listeners) {
        this.connections = connections;
        this.listeners = listeners;
    }

    /** Looks once. Called by one thread at a time, outside any transaction. */
    void look() {
        Metagraph now;
        try (ChainConnection connection = connections.getConnection().within(LOOK_LIMIT)) {
            now = connection.metagraph();
        } catch (ChainException e) {
            if (!silent) {
                ChainLog.LOG.metagraphUnreadable(e.reason() + ": " + e.getMessage());
            }
            silent = true;
            return;
        }
        silent = false;
        if (told.isEmpty() || told.getAsLong() != now.block()) {
            listeners.accept(now);
            told = OptionalLong.of(now.block());
        }
    }
}
