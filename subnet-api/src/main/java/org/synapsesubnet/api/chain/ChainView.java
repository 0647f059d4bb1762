package org.synapsesubnet.api.chain;

import java.time.Instant;

/**
 * The chain as its newest final block left it.
 *
 * @param chainId name of the chain
 * @param netuid number of the subnet on it
 * @param settlement who computes what an epoch pays: {@code by_the_chain} or {@code by_the_validators}
 * @param finalityDepth blocks behind its newest one at which the chain makes blocks final
 * @param head number of the newest final block
 * @param headHash its hash, {@code 0x} and 64 hexadecimal digits
 * @param headTime when it was sealed
 * @param epoch number of the epoch that it belongs to
 * @param epochStart first block of that epoch
 * @param rules the numbers that rule the subnet
 */
public record ChainView(
        String chainId,
        int netuid,
        String settlement,
        int finalityDepth,
        long head,
        String headHash,
        Instant headTime,
        long epoch,
        long epochStart,
        RulesView rules) {}
