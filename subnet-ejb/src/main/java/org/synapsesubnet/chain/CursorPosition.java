package org.synapsesubnet.chain;

import java.time.Instant;
import java.util.Objects;
import org.synapsesubnet.chain.api.BlockHash;

/**
 * How far a chain has been heard.
 *
 * @param next number of the first block not heard yet, 0 or more
 * @param lastHash hash of the block before that one, {@link BlockHash#ZERO} if it is block 0
 * @param movedAt when the cursor moved last, or was made
 */
record CursorPosition(long next, BlockHash lastHash, Instant movedAt) {

    CursorPosition {
        Objects.requireNonNull(lastHash, "lastHash");
        Objects.requireNonNull(movedAt, "movedAt");
        if (next < 0) {
            throw new IllegalArgumentException("next must be 0 or more, but was " + next);
        }
    }
}
