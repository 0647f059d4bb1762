package org.synapsesubnet.engine.llama;

import java.util.Arrays;

/**
 * Keys and values of the tokens that one slot has seen. It grows with the text, up to the context.
 *
 * <p>Not thread-safe: a slot's thread owns it.
 */
public final class KvCache {

    private static final int FIRST_CAPACITY = 128;

    private final LlamaShape shape;
    private final float[][] keys;
    private final float[][] values;
    private int[] tokens = new int[0];
    private int length;

    public KvCache(LlamaShape shape) {
        this.shape = shape;
        this.keys = new float[shape.layers()][0];
        this.values = new float[shape.layers()][0];
    }

    /** Tokens whose keys and values are here. */
    public int length() {
        return length;
    }

    /** How many leading tokens of {@code prompt} needn't be computed again. */
    public int commonPrefix(int[] prompt) {
        int most = Math.min(length, prompt.length);
        int same = 0;
        while (same < most && tokens[same] == prompt[same]) {
            same++;
        }
        return same;
    }

    /** Forgets all but the first {@code kept} tokens. */
    public void truncate(int kept) {
        if (kept < 0 || kept > length) {
            throw new IllegalArgumentException("kept: " + kept + ", but 0 to " + length + " are allowed");
        }
        length = kept;
    }

    /** Makes room for tokens after the last; their keys and values are then written layer by layer. */
    void append(int[] more, int from, int count) {
        int needed = length + count;
        if (needed > shape.context()) {
            throw new IllegalArgumentException("tokens: " + needed + ", but the context holds " + shape.context());
        }
        if (needed > tokens.length) {
            grow(Math.min(shape.context(), Math.max(needed, Math.max(FIRST_CAPACITY, tokens.length * 2))));
        }
        System.arraycopy(more, from, tokens, length, count);
        length = needed;
    }

    private void grow(int capacity) {
        tokens = Arrays.copyOf(tokens, capacity);
        int numbers = Math.multiplyExact(capacity, shape.kvWidth());
        for (int layer = 0; layer < keys.length; layer++) {
            keys[layer] = Arrays.copyOf(keys[layer], numbers);
            values[layer] = Arrays.copyOf(values[layer], numbers);
        }
    }

    /** Keys of a layer, position after position. */
    float[] keys(int layer) {
        return keys[layer];
    }

    float[] values(int layer) {
        return values[layer];
    }
}
