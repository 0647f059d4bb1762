package org.synapsesubnet.api.wire;

import java.util.HexFormat;

/** Lower-case hexadecimal text of a known length: one text per value, so that texts can be compared instead of bytes. */
public final class LowerHex {

    private static final HexFormat FORMAT = HexFormat.of();

    private LowerHex() {}

    /** Lower-case text of the bytes, two characters each. */
    public static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /**
     * The bytes of a text that {@link #require} accepts.
     *
     * @throws IllegalArgumentException naming {@code field} when it doesn't
     */
    public static byte[] parse(String field, String value, int bytes) {
        return FORMAT.parseHex(require(field, value, bytes));
    }

    /**
     * Returns {@code value} when it is exactly {@code 2 * bytes} lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException naming {@code field} otherwise
     */
    public static String require(String field, String value, int bytes) {
        if (value.length() != 2 * bytes) {
            throw new IllegalArgumentException(
                    "%s must have %d hexadecimal digits, not %d".formatted(field, 2 * bytes, value.length()));
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                throw new IllegalArgumentException(
                        "%s must be lower-case hexadecimal; character %d is not".formatted(field, i));
            }
        }
        return value;
    }
}
