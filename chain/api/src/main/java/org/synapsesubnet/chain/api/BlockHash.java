package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The 32-byte name of a block, as text: {@code 0x} and 64 lower-case hexadecimal digits.
 *
 * @param text never null
 */
public record BlockHash(String text) implements Serializable {

    /** Length of a hash in bytes. */
    public static final int BYTES = 32;

    // Stands before ZERO, whose constructor needs it.
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");

    /** The parent of a first block. */
    public static final BlockHash ZERO = of(new byte[BYTES]);

    /** @throws IllegalArgumentException if the text has another form */
    public BlockHash {
        Objects.requireNonNull(text, "hash");
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "hash must be 0x and 64 lower-case hexadecimal digits, but was '" + text + "'");
        }
    }

    /** @throws IllegalArgumentException unless there are exactly {@value #BYTES} bytes */
    public static BlockHash of(byte[] bytes) {
        return new BlockHash("0x" + HexFormat.of().formatHex(bytes));
    }

    /** A fresh array of {@value #BYTES} bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
