package org.synapsesubnet.engine.tokenizer;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * GPT-2's way to write any byte as a printable character ({@code bytes_to_unicode} in its {@code encoder.py}): visible
 * Latin-1 characters stand for themselves, the rest for U+0100 and up.
 */
public final class ByteAlphabet {

    private static final char[] CHARACTERS = new char[256];
    private static final Map<Character, Integer> BYTES = new HashMap<>();

    static {
        char next = 0x100;
        for (int value = 0; value < 256; value++) {
            boolean visible = (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
            CHARACTERS[value] = visible ? (char) value : next++;
            BYTES.put(CHARACTERS[value], value);
        }
    }

    private ByteAlphabet() {}

    /** The character that stands for a byte, given as 0 to 255. */
    public static char character(int value) {
        return CHARACTERS[value];
    }

    /** The text that stands for bytes. */
    public static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte value : bytes) {
            text.append(CHARACTERS[Byte.toUnsignedInt(value)]);
        }
        return text.toString();
    }

    static OptionalInt value(char character) {
        Integer value = BYTES.get(character);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
