package org.synapsesubnet.axon.admission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.synapsesubnet.axon.RefusedException;

/**
 * Reads request bodies into memory, where they must be whole before their code can be checked. Bounds each of them, and
 * all of them together: a queue full of the largest bodies must not exhaust a small heap.
 */
public final class BodyReader {

    private static final int UNIT = 1_024;
    private static final int RETRY_AFTER_SECONDS = 1;

    private final int limit;
    private final Semaphore units;

    /**
     * @param limit bytes of one body
     * @param together bytes of all bodies held at a time; at least {@code limit}
     */
    public BodyReader(int limit, long together) {
        if (limit < 1) {
            throw new IllegalArgumentException("body limit must be at least 1, not " + limit);
        }
        if (together < limit) {
            throw new IllegalArgumentException(
                    "memory for bodies (%d bytes) must hold one of the limit (%d bytes)".formatted(together, limit));
        }
        this.limit = limit;
        this.units = new Semaphore(unitsOf(together));
    }

    /** A body in memory; closing it makes room for others. */
    public final class Body implements AutoCloseable {

        private final byte[] bytes;
        private final int held;

        private Body(byte[] bytes, int held) {
            this.bytes = bytes;
            this.held = held;
        }

        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            units.release(held);
        }
    }

    /**
     * Reads a body to its end.
     *
     * @param announced the length that its sender announced, if it did
     * @throws RefusedException when it is too long (413), or other bodies take the room (503)
     */
    public Body read(InputStream input, OptionalLong announced) throws RefusedException, IOException {
        if (announced.orElse(0) > limit) {
            throw tooLong();
        }
        int held = unitsOf(announced.orElse(limit));
        if (!units.tryAcquire(held)) {
            throw RefusedException.busy(
                    "memory_busy", "the bodies of other requests take all memory set aside", RETRY_AFTER_SECONDS);
        }
        boolean kept = false;
        try {
            byte[] bytes =
                    announced.isPresent() ? input.readNBytes((int) announced.getAsLong()) : readUnannounced(input);
            kept = true;
            return new Body(bytes, held);
        } finally {
            if (!kept) {
                units.release(held);
            }
        }
    }

    private byte[] readUnannounced(InputStream input) throws RefusedException, IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[8 * UNIT];
        int read;
        while ((read = input.read(piece)) >= 0) {
            if (bytes.size() + read > limit) {
                throw tooLong();
            }
            bytes.write(piece, 0, read);
        }
        return bytes.toByteArray();
    }

    private RefusedException tooLong() {
        return new RefusedException(413, "body_too_large", "the body is larger than %d bytes".formatted(limit));
    }

    private static int unitsOf(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT);
    }
}
