package org.synapsesubnet.validator.epoch;

import java.util.Optional;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainException;

/** Finds on the chain when epochs were settled. */
final class Settlements {

    private Settlements() {}

    /** The first block behind this one that settles an epoch; empty as long as there is none. */
    static Optional<Long> firstBehind(ChainConnection connection, long block, ChainNow now) throws ChainException {
        // Epochs follow each other without a gap, so it is at most one tempo away.
        long last = Math.min(now.head(), block + now.rules().tempo());
        for (long next = block + 1; next <= last; next++) {
            if (settles(connection.block(next))) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private static boolean settles(Block block) {
        return block.events().stream().anyMatch(EpochSettled.class::isInstance);
    }
}
