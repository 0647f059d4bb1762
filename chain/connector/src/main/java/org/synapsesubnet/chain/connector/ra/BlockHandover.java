package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.synapsesubnet.chain.api.BlockListener;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.Deadline;

/**
 * Hands blocks to a listener, each range in a transaction of its container. Remembers where to go on and asks the
 * listener when it doesn't know, so no block is skipped. Not for two threads at a time.
 */
final class BlockHandover {

    private static final Method ON_BLOCKS = onBlocks();
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);
    private static final long UNKNOWN = -1;

    private final ChainAdapter chain;
    private final MessageEndpointFactory endpoints;
    private final int maxBlocks;
    private long next = UNKNOWN;

    BlockHandover(ChainAdapter chain, MessageEndpointFactory endpoints, int maxBlocks) {
        this.chain = chain;
        this.endpoints = endpoints;
        this.maxBlocks = maxBlocks;
    }

    /**
     * Goes on up to the head, or until {@code enough}, which is asked between two ranges. Whatever it throws, the
     * listener is asked anew the next time.
     */
    void toHead(BooleanSupplier enough) throws ResourceException, NoSuchMethodException {
        long from = next;
        next = UNKNOWN;
        MessageEndpoint endpoint = endpoints.createEndpoint(null);
        try {
            BlockListener listener = (BlockListener) endpoint;
            if (from == UNKNOWN) {
                from = listener.nextBlock();
            }
            while (!enough.getAsBoolean()
                    && from <= chain.head(Deadline.in(READ_LIMIT)).number()) {
                BlockRange range = chain.blocks(from, maxBlocks, Deadline.in(READ_LIMIT));
                deliver(endpoint, listener, range);
                from = range.next();
            }
        } finally {
            endpoint.release();
        }
        next = from;
    }

    private static void deliver(MessageEndpoint endpoint, BlockListener listener, BlockRange range)
            throws ResourceException, NoSuchMethodException {
        endpoint.beforeDelivery(ON_BLOCKS);
        try {
            listener.onBlocks(range);
        } catch (RuntimeException | Error refused) {
            try {
                endpoint.afterDelivery();
            } catch (ResourceException | RuntimeException alsoFailed) {
                refused.addSuppressed(alsoFailed);
            }
            throw refused;
        }
        endpoint.afterDelivery();
    }

    private static Method onBlocks() {
        try {
            return BlockListener.class.getMethod("onBlocks", BlockRange.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
