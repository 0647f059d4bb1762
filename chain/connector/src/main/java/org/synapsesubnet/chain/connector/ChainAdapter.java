package org.synapsesubnet.chain.connector;

import java.util.concurrent.CompletableFuture;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.ChainTraits;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.SignedCommand;

/**
 * The port to one chain. Every implementation passes {@code ChainAdapterContract}. Only final blocks are shown, so what
 * was once read stays true. Safe for use by many threads; no call takes longer than its deadline by more than a read of
 * a local file.
 */
public interface ChainAdapter extends AutoCloseable {

    ChainIdentity identity();

    /**
     * The newest final block; there always is one.
     *
     * @throws ChainException {@code DEADLINE_EXCEEDED}, {@code UNAVAILABLE} or {@code CLOSED}
     */
    Block head(Deadline deadline) throws ChainException;

    /**
     * Neighbouring blocks, as many as there are up to {@code max}.
     *
     * @param first number of the first one, 0 or more
     * @param max 1 to {@link BlockRange#MAX_BLOCKS}
     * @throws ChainException {@code UNKNOWN_BLOCK} if the first one isn't there, or as {@link #head}
     */
    BlockRange blocks(long first, int max, Deadline deadline) throws ChainException;

    ChainTraits traits();

    /**
     * Sends a command on its way. It happens once, however often it is sent.
     *
     * @return completed when the command is final or refused; by a {@link ChainException} if the adapter was closed first
     * @throws ChainException {@code UNAVAILABLE} if too many are on their way, or {@code CLOSED}
     */
    CompletableFuture<CommandReceipt> submit(SignedCommand command) throws ChainException;

    /** As {@code ChainConnection#nextNonce}. */
    long nextNonce(KeyId account, Deadline deadline) throws ChainException;

    /** As {@code ChainConnection#balance}. */
    long balance(KeyId coldkey, Deadline deadline) throws ChainException;

    /** As {@code ChainConnection#stake}. */
    long stake(KeyId hotkey, KeyId coldkey, Deadline deadline) throws ChainException;

    /** The rules' numbers as of the newest final block. */
    Hyperparameters hyperparameters(Deadline deadline) throws ChainException;

    /** All neurons as of the newest final block. */
    Metagraph metagraph(Deadline deadline) throws ChainException;

    /**
     * All neurons as of one final block.
     *
     * @throws ChainException {@code UNKNOWN_BLOCK} if it isn't there, {@code STATE_PRUNED} if it is too long ago
     */
    Metagraph metagraph(long block, Deadline deadline) throws ChainException;

    /**
     * Calls {@code listener} after each new head until the subscription is closed. The call comes on a thread of the
     * adapter and must not block; it carries no block, so one that is missed is no harm.
     */
    Subscription onNewHead(Runnable listener);

    /** False once closed, or when nothing will ever work on it again. */
    boolean isOpen();

    /** Ends everything and frees the resources. Closing twice does nothing. */
    @Override
    void close();

    /** Ends the calls that {@link ChainAdapter#onNewHead} began. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
