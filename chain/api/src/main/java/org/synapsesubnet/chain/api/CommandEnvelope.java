package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;

/**
 * A command with everything that makes it the only one of its kind; its canonical bytes are what is signed.
 *
 * <p>The signed message has the form of all messages of the house: {@code length:4 domain length:4 bytes}, with
 * {@link #DOMAIN} and {@link CommandCodec#encode}; its keccak256 is signed. With the classes of {@code subnet-api}:
 * {@code signer.sign(CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(CommandCodec.encode(envelope)))}.
 *
 * @param chain where it counts, and nowhere else
 * @param signer the account that asks, a coldkey or a hotkey as the command wants
 * @param nonce how many commands of this signer the chain has taken before, see {@link ChainConnection#nextNonce}
 */
public record CommandEnvelope(ChainIdentity chain, KeyId signer, long nonce, ChainCommand command)
        implements Serializable {

    /** What the signature is for. */
    public static final String DOMAIN = "synapse/chain-command/v1";

    /** @throws IllegalArgumentException if the nonce is negative */
    public CommandEnvelope {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(command, "command");
        Range.check("nonce", nonce, 0, Long.MAX_VALUE);
    }
}
