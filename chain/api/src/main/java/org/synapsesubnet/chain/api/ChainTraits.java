package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;

/**
 * What kind of chain this is.
 *
 * @param settlement who computes what an epoch pays
 * @param finalityDepth blocks behind its newest one at which the chain makes blocks final; 0 where they are born final.
 *     Blocks that aren't final yet are never shown.
 */
public record ChainTraits(Settlement settlement, int finalityDepth) implements Serializable {

    /** Who computes what an epoch pays. */
    public enum Settlement {
        /** The chain, which tells it by {@link ChainEvent.EpochSettled}. */
        BY_THE_CHAIN,
        /** The validators, which agree on a root. */
        BY_THE_VALIDATORS
    }

    public ChainTraits {
        Objects.requireNonNull(settlement, "settlement");
        Range.check("finalityDepth", finalityDepth, 0, Integer.MAX_VALUE);
    }
}
