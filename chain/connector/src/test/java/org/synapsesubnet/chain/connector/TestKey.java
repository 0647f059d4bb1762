package org.synapsesubnet.chain.connector;

import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.SignedCommand;

/** A key of a test, signing as the application does. The same number is the same key. */
public final class TestKey {

    private final HotkeySigner signer;

    private TestKey(HotkeySigner signer) {
        this.signer = signer;
    }

    public static TestKey number(int number) {
        return new TestKey(HotkeySigner.ofSecret("%064x".formatted(number)));
    }

    public KeyId id() {
        return KeyId.ofAddress(signer.hotkey().address());
    }

    public SignedCommand sign(ChainIdentity chain, long nonce, ChainCommand command) {
        return sign(new CommandEnvelope(chain, id(), nonce, command));
    }

    /** Signs whatever it is told to, in its own name or another's. */
    public SignedCommand sign(CommandEnvelope envelope) {
        CanonicalMessage message = CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(CommandCodec.encode(envelope));
        return new SignedCommand(envelope, signer.sign(message).signature());
    }
}
