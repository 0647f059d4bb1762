package org.synapsesubnet.api.chain;

import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A signed command as it is sent; sending the same one again is harmless.
 *
 * @param envelope base64 of the canonical bytes of chain-api's {@code CommandEnvelope}, at most {@value #MAX_ENVELOPE}
 *     characters
 * @param signature 194 lower-case hexadecimal digits: compressed public key, r, s
 */
public record CommandDraft(String envelope, String signature) {

    /** A row of 4,096 weights and everything around it. */
    public static final int MAX_ENVELOPE = 32_768;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{194}");

    @SuppressWarnings("ConstantValue") // a JSON body may lack the fields
    public CommandDraft {
        if (envelope == null
                || envelope.length() > MAX_ENVELOPE
                || !BASE64.matcher(envelope).matches()) {
            throw new InvalidValue("envelope", "base64 of 1 to " + MAX_ENVELOPE + " characters is needed");
        }
        if (signature == null || !SIGNATURE.matcher(signature).matches()) {
            throw new InvalidValue("signature", "194 lower-case hexadecimal digits are needed");
        }
    }
}
