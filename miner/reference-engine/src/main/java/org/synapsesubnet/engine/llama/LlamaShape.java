package org.synapsesubnet.engine.llama;

import org.synapsesubnet.engine.gguf.GgufMetadata;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

/**
 * The sizes of a llama model.
 *
 * @param context most tokens that prompt and answer may have together
 * @param width length of a token's vector
 * @param layers count of transformer blocks
 * @param heads attention heads; they divide the width
 * @param kvHeads key and value heads; they divide the heads (grouped-query attention)
 * @param feedForward length of the inner vector of the feed-forward part
 * @param vocabulary count of tokens
 * @param normEpsilon added to the mean square before its root
 * @param rotated numbers of a head that rotary embedding turns, even
 * @param rotationBase base of its frequencies
 */
public record LlamaShape(
        int context,
        int width,
        int layers,
        int heads,
        int kvHeads,
        int feedForward,
        int vocabulary,
        double normEpsilon,
        int rotated,
        double rotationBase) {

    private static final int MAX_CONTEXT = 1 << 20;
    private static final int MAX_WIDTH = 1 << 16;
    private static final int MAX_FEED_FORWARD = 1 << 18;
    private static final int MAX_LAYERS = 512;
    private static final int MAX_HEADS = 1024;

    public LlamaShape {
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "llama.embedding_length: " + width + ", but a multiple of the " + heads + " heads is needed");
        }
        if (heads % kvHeads != 0) {
            throw new IllegalArgumentException("llama.attention.head_count_kv: " + kvHeads + ", but a divisor of the "
                    + heads + " heads is needed");
        }
        if (rotated % 2 != 0 || rotated > width / heads) {
            throw new IllegalArgumentException("llama.rope.dimension_count: " + rotated
                    + ", but an even number of at most " + width / heads + " is needed");
        }
    }

    /** Reads the shape from a file's metadata; refuses what would change the computation without our knowing how. */
    public static LlamaShape of(GgufMetadata metadata, int vocabulary) throws MalformedGgufException {
        refuseOtherArchitectures(metadata);
        int width = metadata.integer("llama.embedding_length", 1, MAX_WIDTH);
        int heads = metadata.integer("llama.attention.head_count", 1, MAX_HEADS);
        try {
            LlamaShape shape = new LlamaShape(
                    metadata.integer("llama.context_length", 1, MAX_CONTEXT),
                    width,
                    metadata.integer("llama.block_count", 1, MAX_LAYERS),
                    heads,
                    metadata.integer("llama.attention.head_count_kv", 1, MAX_HEADS, heads),
                    metadata.integer("llama.feed_forward_length", 1, MAX_FEED_FORWARD),
                    vocabulary,
                    metadata.positive("llama.attention.layer_norm_rms_epsilon"),
                    metadata.integer("llama.rope.dimension_count", 2, MAX_WIDTH, width / heads),
                    metadata.positive("llama.rope.freq_base", 10_000));
            metadata.integer("llama.attention.key_length", shape.headWidth(), shape.headWidth(), shape.headWidth());
            metadata.integer("llama.attention.value_length", shape.headWidth(), shape.headWidth(), shape.headWidth());
            return shape;
        } catch (IllegalArgumentException e) {
            throw new MalformedGgufException(String.valueOf(e.getMessage()));
        }
    }

    private static void refuseOtherArchitectures(GgufMetadata metadata) throws MalformedGgufException {
        String architecture = metadata.text("general.architecture");
        if (!architecture.equals("llama")) {
            throw new MalformedGgufException("general.architecture: " + architecture + ", but only llama is supported");
        }
        metadata.integer("llama.expert_count", 0, 0, 0);
        String scaling = metadata.optionalText("llama.rope.scaling.type").orElse("none");
        if (!scaling.equals("none")) {
            throw new MalformedGgufException("llama.rope.scaling.type: " + scaling + ", but only none is supported");
        }
    }

    public int headWidth() {
        return width / heads;
    }

    /** Length of the keys, or of the values, of one position in one layer. */
    public int kvWidth() {
        return headWidth() * kvHeads;
    }
}
