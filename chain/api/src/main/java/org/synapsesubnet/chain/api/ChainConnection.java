package org.synapsesubnet.chain.api;

import java.time.Duration;

/**
 * A short-lived handle on a chain: take it, ask, close it. Each call ends within the handle's time limit, if need be
 * with {@link ChainException.Reason#DEADLINE_EXCEEDED}. Not part of any transaction, and never to be called inside one.
 * Used by one thread at a time.
 */
public interface ChainConnection extends AutoCloseable {

    /** The chain and subnet behind this connection. */
    ChainIdentity identity() throws ChainException;

    /** The newest final block. */
    Block head() throws ChainException;

    /**
     * One final block.
     *
     * @param number 0 or more
     * @throws ChainException {@link ChainException.Reason#UNKNOWN_BLOCK} if there is none (yet)
     */
    Block block(long number) throws ChainException;

    /**
     * Bounds every later call on this handle.
     *
     * @param limit more than zero; until set, the connection factory's {@code callTimeoutMillis} counts
     * @return this handle
     */
    ChainConnection within(Duration limit);

    /** Gives the connection back. Closing twice does nothing. */
    @Override
    void close();
}
