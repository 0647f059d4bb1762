package org.synapsesubnet.miner;

import java.util.Optional;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.SignedCommand;

/**
 * Commands that are sent at once, with the signer's next nonce. Each of them does nothing when it was done before, so
 * who doesn't learn what became of one looks at the chain and may send it again.
 */
final class ChainCommands {

    private ChainCommands() {}

    /** Waits until the command is final; what the chain had against it, or empty. */
    static Optional<CommandReceipt.Refused> send(ChainConnection chain, HotkeySigner signer, ChainCommand command)
            throws ChainException {
        KeyId account = KeyId.ofAddress(signer.hotkey().address());
        CommandEnvelope envelope = new CommandEnvelope(chain.identity(), account, chain.nextNonce(account), command);
        CanonicalMessage message = CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(CommandCodec.encode(envelope));
        CommandReceipt receipt =
                chain.submit(new SignedCommand(envelope, signer.sign(message).signature()));
        return receipt.outcome() instanceof CommandReceipt.Refused refused ? Optional.of(refused) : Optional.empty();
    }
}
