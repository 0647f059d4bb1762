package org.synapsesubnet.leaderboard;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainEvent;

/** Blocks of a made-up chain with the events that a test wants, one after the other, a second apart. */
public final class LedgerBlocks {

    private long number;
    private BlockHash parent = BlockHash.ZERO;

    public static LedgerBlocks from(long number) {
        LedgerBlocks blocks = new LedgerBlocks();
        blocks.number = number;
        blocks.parent = number == 0 ? BlockHash.ZERO : hash(number);
        return blocks;
    }

    /** The next block, alone in its range. */
    public BlockRange next(ChainEvent... events) {
        BlockHash hash = hash(number + 1);
        Block block = new Block(number, hash, parent, Instant.ofEpochSecond(number), List.of(events));
        number++;
        parent = hash;
        return new BlockRange(List.of(block));
    }

    private static BlockHash hash(long number) {
        return BlockHash.of(ByteBuffer.allocate(BlockHash.BYTES).putLong(number).array());
    }
}
