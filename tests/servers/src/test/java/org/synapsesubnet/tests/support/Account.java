package org.synapsesubnet.tests.support;

import java.security.SecureRandom;
import java.util.Base64;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;

/** A stranger's account on the embedded chain: signs commands in the form that {@code POST /chain/commands} takes. */
public final class Account {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);

    private final HotkeySigner key = HotkeySigner.create(new SecureRandom());

    public KeyId id() {
        return KeyId.ofAddress(key.hotkey().address());
    }

    public String address() {
        return key.hotkey().address();
    }

    /** The body of a request with this command. */
    public String signed(long nonce, ChainCommand command) {
        byte[] envelope = CommandCodec.encode(new CommandEnvelope(CHAIN, id(), nonce, command));
        return body(
                envelope,
                key.sign(CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(envelope))
                        .signature());
    }

    /** As {@link #signed}, but the signature is of another command. */
    public String forged(long nonce, ChainCommand command, ChainCommand signed) {
        byte[] other = CommandCodec.encode(new CommandEnvelope(CHAIN, id(), nonce, signed));
        return body(
                CommandCodec.encode(new CommandEnvelope(CHAIN, id(), nonce, command)),
                key.sign(CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(other))
                        .signature());
    }

    private static String body(byte[] envelope, String signature) {
        return "{\"envelope\":\"" + Base64.getEncoder().encodeToString(envelope) + "\",\"signature\":\"" + signature
                + "\"}";
    }
}
