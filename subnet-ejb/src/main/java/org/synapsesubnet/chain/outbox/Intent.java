package org.synapsesubnet.chain.outbox;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.api.SignedCommand;

/**
 * A command that this deployment wants a chain to take.
 *
 * @param purpose what it is for, unique within the chain and subnet
 * @param envelope the command, with nonce 0 as long as it is only wanted
 * @param signature of the envelope; null as long as it is only wanted
 * @param block that holds it, or that it was refused for; −1 before
 * @param refusal why it was refused; null if it wasn't
 * @param detail what the chain said about that, for people; empty if it wasn't refused
 */
public record Intent(
        long id,
        String purpose,
        CommandEnvelope envelope,
        State state,
        @Nullable String signature,
        long block,
        @Nullable Refusal refusal,
        String detail) {

    /** How far an intent is. */
    public enum State {
        /** Nothing has left this deployment. */
        WANTED,
        /** It has a nonce and a signature, and may have been sent. */
        SIGNED,
        /** It is in a final block. */
        APPLIED,
        /** The chain won't take it. */
        REFUSED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it was refused, for people; empty if it wasn't. */
    public Optional<String> trouble() {
        return Optional.ofNullable(refusal).map(why -> detail.isEmpty() ? why.name() : why + ": " + detail);
    }

    /** The bytes that are sent; empty as long as it is only wanted. */
    Optional<SignedCommand> signed() {
        return Optional.ofNullable(signature).map(text -> new SignedCommand(envelope, text));
    }
}
