package org.synapsesubnet.chain.outbox;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.SignedCommand;

/** The keys that this process may sign commands with. They stay in here. */
public final class Signers {

    private final Map<KeyId, HotkeySigner> byAccount;

    /** @param keys hotkeys and coldkeys; one that is given twice counts once */
    public Signers(Collection<HotkeySigner> keys) {
        byAccount = keys.stream()
                .collect(Collectors.toUnmodifiableMap(
                        key -> KeyId.ofAddress(key.hotkey().address()), Function.identity(), (one, same) -> one));
    }

    /** Whether this process has the account's key. */
    public boolean has(KeyId account) {
        return byAccount.containsKey(account);
    }

    /** The command as it is sent; empty if this process hasn't got the signer's key. */
    Optional<SignedCommand> sign(CommandEnvelope envelope) {
        CanonicalMessage message = CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(CommandCodec.encode(envelope));
        return Optional.ofNullable(byAccount.get(envelope.signer()))
                .map(key -> new SignedCommand(envelope, key.sign(message).signature()));
    }

    @Override
    public String toString() {
        return "Signers" + byAccount.keySet();
    }
}
