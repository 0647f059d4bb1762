package org.synapsesubnet.validator.verification;

import java.util.Objects;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.ChainIdentity;

/**
 * One epoch of a chain as one validator sees it: what its challenges, scores and weights are filed under.
 *
 * @param epoch the chain's number of it, 0 or more
 */
public record EpochKey(Hotkey validator, ChainIdentity chain, long epoch) {

    /** @throws IllegalArgumentException if the number is negative */
    public EpochKey {
        Objects.requireNonNull(validator, "validator");
        Objects.requireNonNull(chain, "chain");
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch must be 0 or more, but was " + epoch);
        }
    }

    @Override
    public String toString() {
        return chain + " epoch " + epoch;
    }
}
