package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A command as it is sent. Sending the same one again is harmless: signer and nonce let it happen once.
 *
 * @param signature 97 bytes in lower-case hexadecimal: compressed public key (33), {@code r} (32), {@code s} (32, the
 *     smaller of the two)
 */
public record SignedCommand(CommandEnvelope envelope, String signature) implements Serializable {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{194}");

    /** @throws IllegalArgumentException if the signature has another form */
    public SignedCommand {
        Objects.requireNonNull(envelope, "envelope");
        if (!FORM.matcher(signature).matches()) {
            throw new IllegalArgumentException("signature must be 194 lower-case hexadecimal digits");
        }
    }
}
