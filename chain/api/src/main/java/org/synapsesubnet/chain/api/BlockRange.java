package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.List;

/**
 * Neighbouring blocks in their order, each the parent of the next: a gap can't be expressed.
 *
 * @param blocks 1 to {@value #MAX_BLOCKS} blocks
 */
public record BlockRange(List<Block> blocks) implements Serializable {

    /** Most blocks in one range; bounds what a delivery keeps in memory. */
    public static final int MAX_BLOCKS = 1_024;

    /** @throws IllegalArgumentException if there are none or too many blocks, or if the chain breaks between two */
    public BlockRange {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty() || blocks.size() > MAX_BLOCKS) {
            throw new IllegalArgumentException(
                    "blocks must be 1 to " + MAX_BLOCKS + ", but there were " + blocks.size());
        }
        for (int i = 1; i < blocks.size(); i++) {
            if (!blocks.get(i - 1).isParentOf(blocks.get(i))) {
                throw new IllegalArgumentException("blocks must follow one another, but block "
                        + blocks.get(i).number() + " doesn't follow block "
                        + blocks.get(i - 1).number());
            }
        }
    }

    public Block first() {
        return blocks.getFirst();
    }

    public Block last() {
        return blocks.getLast();
    }

    /** Number of the block that comes after this range. */
    public long next() {
        return last().number() + 1;
    }

    @Override
    public String toString() {
        return "blocks " + first().number() + " to " + last().number();
    }
}
