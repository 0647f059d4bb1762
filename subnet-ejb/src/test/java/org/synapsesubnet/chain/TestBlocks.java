package org.synapsesubnet.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.BlockRange;

/** Blocks of a made-up chain, one after the other; chains of different names have different hashes. */
final class TestBlocks {

    private final String name;
    private long number;
    private BlockHash parent = BlockHash.ZERO;

    TestBlocks(String name) {
        this.name = name;
    }

    BlockRange next(int count) {
        return next(count, Instant.EPOCH);
    }

    BlockRange next(int count, Instant timestamp) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] text = (name + number).getBytes(StandardCharsets.US_ASCII);
            BlockHash hash = BlockHash.of(Arrays.copyOf(text, BlockHash.BYTES));
            blocks.add(new Block(number++, hash, parent, timestamp, List.of()));
            parent = hash;
        }
        return new BlockRange(blocks);
    }
}
