package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One final block: it will never be taken back.
 *
 * @param number position in the chain, 0 for the first
 * @param hash its name
 * @param parent the name of the block before it; {@link BlockHash#ZERO} for block 0 and for no other
 * @param timestamp when it was sealed, in whole milliseconds (finer parts would be lost on the way and change hashes)
 * @param events what it brought, in order; may be empty
 */
public record Block(long number, BlockHash hash, BlockHash parent, Instant timestamp, List<ChainEvent> events)
        implements Serializable {

    private static final int NANOS_PER_MILLI = 1_000_000;

    /** @throws IllegalArgumentException if a component is out of its range */
    public Block {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(timestamp, "timestamp");
        if (number < 0) {
            throw new IllegalArgumentException("number must be 0 or more, but was " + number);
        }
        if ((number == 0) != parent.equals(BlockHash.ZERO)) {
            throw new IllegalArgumentException(
                    "parent must be zero for block 0 only, but block " + number + " has parent " + parent);
        }
        if (timestamp.getNano() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("timestamp must be in whole milliseconds, but was " + timestamp);
        }
        events = List.copyOf(events);
    }

    /** Whether {@code child} may stand directly behind this block. */
    public boolean isParentOf(Block child) {
        return child.number == number + 1 && child.parent.equals(hash);
    }
}
