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

    /** What kind of chain it is. */
    ChainTraits traits() throws ChainException;

    /**
     * Sends a command and waits until it is final or refused. After {@link ChainException.Reason#DEADLINE_EXCEEDED}, or
     * when nothing is known of an earlier attempt, send the same one again: it happens once, and the receipt is the
     * first one's.
     */
    CommandReceipt submit(SignedCommand command) throws ChainException;

    /** The nonce for the next command of this account. */
    long nextNonce(KeyId account) throws ChainException;

    /** What the account has besides its stakes, rao; 0 for one that nobody knows. */
    long balance(KeyId coldkey) throws ChainException;

    /** What a coldkey has staked on a hotkey, rao. */
    long stake(KeyId hotkey, KeyId coldkey) throws ChainException;

    /** The rules' numbers as of the newest final block. */
    Hyperparameters hyperparameters() throws ChainException;

    /** All neurons as of the newest final block. */
    Metagraph metagraph() throws ChainException;

    /**
     * All neurons as of one final block.
     *
     * @throws ChainException {@link ChainException.Reason#UNKNOWN_BLOCK} if there is none (yet),
     *     {@link ChainException.Reason#STATE_PRUNED} if it is too long ago
     */
    Metagraph metagraph(long block) throws ChainException;

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
