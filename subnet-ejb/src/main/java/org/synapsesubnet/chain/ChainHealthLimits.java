package org.synapsesubnet.chain;

import java.time.Duration;

/**
 * From when on a chain counts as ailing.
 *
 * @param staleAfter age of the head, more than zero
 * @param maxLag blocks that may be unheard, 1 or more
 */
record ChainHealthLimits(Duration staleAfter, long maxLag) {

    ChainHealthLimits {
        if (staleAfter.isNegative() || staleAfter.isZero()) {
            throw new IllegalArgumentException(
                    "synapse.chain.stale-after must be more than zero, but was " + staleAfter);
        }
        if (maxLag < 1) {
            throw new IllegalArgumentException("synapse.chain.max-lag must be 1 or more, but was " + maxLag);
        }
    }
}
