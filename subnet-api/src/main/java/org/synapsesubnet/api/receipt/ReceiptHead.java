package org.synapsesubnet.api.receipt;

import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * The newest link of an axon's receipt chain. Two signed heads of the same axon and origin that don't lie on one chain
 * prove that the axon rewrote its past.
 *
 * @param origin 32 random bytes in hexadecimal, the hash before the first receipt; an axon that lost its chain starts
 *     another one under a new origin
 * @param sequence how many receipts the chain has; 0 when it is empty
 * @param hash the chain's hash after the last receipt; the origin when it is empty
 * @param timeMillis when it was signed, milliseconds since 1970 by the axon's clock
 */
public record ReceiptHead(SubnetId subnet, Hotkey axon, String origin, long sequence, String hash, long timeMillis) {

    public ReceiptHead {
        LowerHex.require("origin", origin, 32);
        LowerHex.require("hash", hash, 32);
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must not be negative, but is " + sequence);
        }
    }

    /** The bytes that the axon signs. */
    public CanonicalMessage message() {
        return CanonicalMessage.of("synapse/receipt-head/v1")
                .text(subnet.chainId())
                .number(subnet.netuid())
                .text(axon.address())
                .text(origin)
                .number(sequence)
                .text(hash)
                .number(timeMillis);
    }
}
