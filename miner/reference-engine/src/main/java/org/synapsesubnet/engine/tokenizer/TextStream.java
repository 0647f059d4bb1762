package org.synapsesubnet.engine.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of tokens into text as they come: a character whose bytes aren't complete waits, and bytes that can't
 * become one turn into U+FFFD. Not thread-safe.
 */
public final class TextStream {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private byte[] waiting = new byte[0];

    /** The text that is complete with these bytes, perhaps empty. */
    public String add(byte[] bytes) {
        return decode(bytes, false);
    }

    /** What is left at the end: a character that was never completed. */
    public String finish() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] bytes, boolean end) {
        ByteBuffer in = ByteBuffer.allocate(waiting.length + bytes.length);
        in.put(waiting).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, end);
        waiting = new byte[in.remaining()];
        in.get(waiting);
        return out.flip().toString();
    }
}
