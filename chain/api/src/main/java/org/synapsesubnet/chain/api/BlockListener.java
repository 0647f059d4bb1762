package org.synapsesubnet.chain.api;

/**
 * What a message-driven bean implements to hear final blocks, each one at least once and in order.
 *
 * <p>The listener owns the position: the adapter keeps none and asks. An exception from either method, or a transaction
 * that doesn't commit, makes the adapter ask again after a pause; it never goes on past a block that wasn't taken.
 */
public interface BlockListener {

    /** Number of the first block that hasn't been heard, 0 or more. Asked at the beginning and after each failure. */
    long nextBlock();

    /**
     * Hears blocks inside the transaction of the delivery. The first one is normally the one that was asked for; the
     * listener refuses anything else by an unchecked exception that rolls back.
     */
    void onBlocks(BlockRange range);
}
