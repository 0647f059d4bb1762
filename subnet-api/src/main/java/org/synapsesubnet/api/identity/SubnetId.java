package org.synapsesubnet.api.identity;

/**
 * The subnet in which an identity acts; part of everything that is signed, so that nothing signed for one subnet counts
 * in another.
 *
 * @param chainId 1 to 64 visible ASCII characters, such as {@code embedded}
 * @param netuid 0 to 65,535
 */
public record SubnetId(String chainId, int netuid) {

    private static final int MAX_CHAIN_ID = 64;
    private static final int MAX_NETUID = 65_535;

    public SubnetId {
        if (chainId.isEmpty() || chainId.length() > MAX_CHAIN_ID) {
            throw new IllegalArgumentException(
                    "chainId must have 1 to %d characters, not %d".formatted(MAX_CHAIN_ID, chainId.length()));
        }
        if (!chainId.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("chainId must consist of visible ASCII characters");
        }
        if (netuid < 0 || netuid > MAX_NETUID) {
            throw new IllegalArgumentException("netuid must be 0 to %d, not %d".formatted(MAX_NETUID, netuid));
        }
    }
}
