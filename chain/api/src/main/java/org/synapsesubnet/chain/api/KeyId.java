package org.synapsesubnet.chain.api;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of a coldkey or a hotkey on a chain: 32 bytes and how to read them.
 *
 * @param text {@code 0x} and 64 lower-case hexadecimal digits
 */
public record KeyId(KeyScheme scheme, String text) implements Serializable, Comparable<KeyId> {

    /** Length of a key in bytes. */
    public static final int BYTES = 32;

    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");
    private static final String PADDING = "0x" + "0".repeat(24);
    private static final Comparator<KeyId> ORDER =
            Comparator.comparing(KeyId::scheme).thenComparing(KeyId::text);

    /** @throws IllegalArgumentException if the text has another form, or has no room for an address in its scheme */
    public KeyId {
        Objects.requireNonNull(scheme, "scheme");
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "key must be 0x and 64 lower-case hexadecimal digits, but was '" + text + "'");
        }
        if (scheme == KeyScheme.SECP256K1 && !text.startsWith(PADDING)) {
            throw new IllegalArgumentException("a key of SECP256K1 must begin with 12 zero bytes, but was " + text);
        }
    }

    /**
     * The key behind an EVM address.
     *
     * @param address {@code 0x} and 40 lower-case hexadecimal digits
     */
    public static KeyId ofAddress(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "address must be 0x and 40 lower-case hexadecimal digits, but was '" + address + "'");
        }
        return new KeyId(KeyScheme.SECP256K1, PADDING + address.substring(2));
    }

    /**
     * The EVM address, {@code 0x} and 40 digits.
     *
     * @throws IllegalStateException if the key is of another scheme
     */
    public String address() {
        if (scheme != KeyScheme.SECP256K1) {
            throw new IllegalStateException(this + " has no address");
        }
        return "0x" + text.substring(PADDING.length());
    }

    /** Writes the scheme's number and the 32 bytes. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(scheme.ordinal());
        out.write(HexFormat.of().parseHex(text, 2, text.length()));
    }

    /** Reads what {@link #writeTo} wrote. */
    public static KeyId readFrom(DataInput in) throws IOException {
        int scheme = in.readUnsignedByte();
        if (scheme >= KeyScheme.values().length) {
            throw new IOException("key has scheme " + scheme + ", which this release doesn't know");
        }
        byte[] bytes = new byte[BYTES];
        in.readFully(bytes);
        return new KeyId(KeyScheme.values()[scheme], "0x" + HexFormat.of().formatHex(bytes));
    }

    @Override
    public int compareTo(KeyId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return scheme == KeyScheme.SECP256K1 ? address() : text;
    }
}
