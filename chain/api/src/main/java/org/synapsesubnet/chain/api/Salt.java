package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What keeps a commitment from being guessed.
 *
 * @param text 64 lower-case hexadecimal digits
 */
public record Salt(String text) implements Serializable {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the text has another form */
    public Salt {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("salt must be 64 lower-case hexadecimal digits");
        }
    }

    /** @throws IllegalArgumentException unless there are exactly {@value WeightRow#SALT_BYTES} bytes */
    public static Salt of(byte[] bytes) {
        return new Salt(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(text);
    }
}
