package org.synapsesubnet.validator.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Cuts the bytes of an answer into lines, or keeps them whole when the answer is one document. */
final class LineBuffer {

    private final boolean cutting;
    private final int longest;
    private final Queue<byte[]> lines = new ArrayDeque<>();
    private ByteArrayOutputStream open = new ByteArrayOutputStream(256);

    /**
     * @param cutting whether a line feed ends a chunk
     * @param longest bytes that one chunk may have
     */
    LineBuffer(boolean cutting, int longest) {
        this.cutting = cutting;
        this.longest = longest;
    }

    /** @throws MalformedAnswerException when a line grows too long */
    void add(ByteBuffer bytes) throws MalformedAnswerException {
        while (bytes.hasRemaining()) {
            int end = cutting ? lineFeed(bytes) : -1;
            byte[] piece = new byte[(end < 0 ? bytes.limit() : end) - bytes.position()];
            bytes.get(piece);
            if (open.size() + piece.length > longest) {
                throw new MalformedAnswerException("a chunk is longer than " + longest + " bytes");
            }
            if (end < 0) {
                open.writeBytes(piece);
            } else {
                bytes.get();
                addLine(piece);
            }
        }
    }

    /** What stands after the last line feed is a line too. */
    void end() {
        addLine(new byte[0]);
    }

    /** The next whole line without its line feed, null when there is none yet. */
    byte @Nullable [] next() {
        return lines.poll();
    }

    private void addLine(byte[] rest) {
        byte[] line = rest;
        if (open.size() > 0) {
            open.writeBytes(rest);
            line = open.toByteArray();
            open = new ByteArrayOutputStream(256);
        }
        if (!isBlank(line)) {
            lines.add(line);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    private static int lineFeed(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
