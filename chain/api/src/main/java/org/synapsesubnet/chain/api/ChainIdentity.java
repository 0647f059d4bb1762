package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which subnet on which chain: what tells two ledgers apart.
 *
 * @param chainId name of the chain, 1 to 64 characters of {@code a-z 0-9 . _ : -}, the first a letter or digit
 * @param netuid number of the subnet on that chain, 0 to 65,535
 */
public record ChainIdentity(String chainId, int netuid) implements Serializable {

    /** Largest number of a subnet; Bittensor keeps it in 16 bits. */
    public static final int MAX_NETUID = 65_535;

    private static final Pattern CHAIN_ID = Pattern.compile("[a-z0-9][a-z0-9._:-]{0,63}");

    /** @throws IllegalArgumentException if a component is out of its range */
    public ChainIdentity {
        Objects.requireNonNull(chainId, "chainId");
        if (!CHAIN_ID.matcher(chainId).matches()) {
            throw new IllegalArgumentException(
                    "chainId must be 1 to 64 of a-z 0-9 . _ : - and begin with a letter or digit, but was '" + chainId
                            + "'");
        }
        if (netuid < 0 || netuid > MAX_NETUID) {
            throw new IllegalArgumentException("netuid must be 0 to " + MAX_NETUID + ", but was " + netuid);
        }
    }

    @Override
    public String toString() {
        return chainId + "/" + netuid;
    }
}
