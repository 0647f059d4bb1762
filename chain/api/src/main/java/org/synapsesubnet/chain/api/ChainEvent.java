package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;

/** Something that became true on the chain with the block that carries it. */
public sealed interface ChainEvent extends Serializable {

    /**
     * The subnet exists from this block on. It stands in the first block of an embedded ledger.
     *
     * @param identity the ledger's chain and subnet
     */
    record SubnetFounded(ChainIdentity identity) implements ChainEvent {
        public SubnetFounded {
            Objects.requireNonNull(identity, "identity");
        }
    }
}
