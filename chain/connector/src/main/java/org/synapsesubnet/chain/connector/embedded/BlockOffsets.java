package org.synapsesubnet.chain.connector.embedded;

import java.util.Arrays;

/** Where blocks stand in the file: remembers every {@value #STRIDE}th one, 8 bytes each. Not for two threads. */
final class BlockOffsets {

    /** How many blocks a reader walks over at most to get to the one it wants. */
    static final int STRIDE = 64;

    private long[] offsets = new long[64];
    private long count;

    /** Those that {@link #copy} gave, for {@code count} blocks. */
    static BlockOffsets restored(long[] copy, long count) {
        BlockOffsets restored = new BlockOffsets();
        restored.offsets = Arrays.copyOf(copy, Math.max(64, copy.length));
        restored.count = count;
        return restored;
    }

    /** The remembered offsets. */
    long[] copy() {
        return Arrays.copyOf(offsets, Math.toIntExact((count + STRIDE - 1) / STRIDE));
    }

    /** Takes the offset of the next block; the first call is for block 0. */
    void add(long offset) {
        if (count % STRIDE == 0) {
            int slot = Math.toIntExact(count / STRIDE);
            if (slot == offsets.length) {
                offsets = Arrays.copyOf(offsets, slot * 2);
            }
            offsets[slot] = offset;
        }
        count++;
    }

    /** How many blocks there are. */
    long count() {
        return count;
    }

    /** Offset of the nearest remembered block at or before {@code number}: that is number − number mod {@value #STRIDE}. */
    long nearest(long number) {
        if (number < 0 || number >= count) {
            throw new IndexOutOfBoundsException("block " + number + " of " + count);
        }
        return offsets[Math.toIntExact(number / STRIDE)];
    }
}
