package org.synapsesubnet.registrar.build;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what is unpacked from a context and refuses to go on when it is too much: in all, by its ratio to what was
 * uploaded, or within one step. The last bounds what a reader of headers keeps in memory.
 */
final class MeteredStream extends FilterInputStream {

    /** Source code shrinks to a tenth or so; what shrinks much more, and isn't small, was made to. */
    private static final long HIGHEST_RATIO = 100;

    private static final long SMALL = 64L << 20;

    private final long packedBytes;
    private final long limit;
    private long count;
    private long allowed;

    MeteredStream(InputStream unpacked, long packedBytes, long limit) {
        super(unpacked);
        this.packedBytes = packedBytes;
        this.limit = limit;
    }

    /** The next step may read so many bytes, a little more than it should need. */
    void allow(long bytes) {
        allowed = count + bytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            passed(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            passed(read);
        }
        return read;
    }

    /** Skipping is reading here: nothing passes uncounted. */
    @Override
    public long skip(long bytes) throws IOException {
        byte[] target = new byte[(int) Math.clamp(bytes, 0, 8192)];
        return Math.max(0, read(target, 0, target.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void passed(int bytes) {
        count += bytes;
        if (count > limit) {
            throw BuildProblems.context("has more than " + limit
                    + " bytes when it is unpacked, which is the limit (synapse.registrar.context-unpacked-bytes)");
        }
        if (count > SMALL && count / HIGHEST_RATIO > packedBytes) {
            throw BuildProblems.context("grows to more than " + HIGHEST_RATIO + " times its size when it is unpacked");
        }
        if (count > allowed) {
            throw BuildProblems.context("has a header of more than " + ContextFilter.MAX_HEADER + " bytes");
        }
    }
}
