package org.synapsesubnet.engine.llama;

import java.util.Arrays;
import org.synapsesubnet.engine.gguf.GgufFile;
import org.synapsesubnet.engine.gguf.MalformedGgufException;
import org.synapsesubnet.engine.llama.LlamaWeights.Layer;

/**
 * The forward pass of the llama architecture (Touvron et al. 2023) as llama.cpp computes it: root-mean-square norm,
 * grouped-query attention with rotary embedding, SwiGLU.
 *
 * <p>Immutable and safe for many threads; what a text needs is in its {@link KvCache} and {@link Workspace}.
 */
public final class LlamaModel {

    private final LlamaShape shape;
    private final LlamaWeights weights;
    private final RotaryEmbedding rotary;

    private LlamaModel(LlamaShape shape, LlamaWeights weights) {
        this.shape = shape;
        this.weights = weights;
        this.rotary = new RotaryEmbedding(shape, weights.frequencyFactors());
    }

    /**
     * The model of a file.
     *
     * @param vocabulary count of the tokens of its tokenizer
     * @throws MalformedGgufException if metadata or tensors are missing, or don't fit each other
     */
    public static LlamaModel of(GgufFile file, int vocabulary) throws MalformedGgufException {
        LlamaShape shape = LlamaShape.of(file.metadata(), vocabulary);
        return new LlamaModel(shape, LlamaWeights.of(file, shape));
    }

    public LlamaShape shape() {
        return shape;
    }

    /** Most tokens that {@link #forward} takes at once. */
    public static int maxBatch() {
        return Workspace.MAX_BATCH;
    }

    /**
     * Computes the next tokens of a text.
     *
     * @param tokens holds them at {@code from}, {@code count} of them, at most {@link #maxBatch()}
     * @param cache what was computed of the text; the tokens are added
     * @return one logit per token of the vocabulary for what follows the last token; valid until the next call with
     *     this workspace
     */
    public float[] forward(int[] tokens, int from, int count, KvCache cache, Workspace work) {
        int start = cache.length();
        cache.append(tokens, from, count);
        for (int i = 0; i < count; i++) {
            weights.embedding().row(tokens[from + i], work.row);
            System.arraycopy(work.row, 0, work.x, i * shape.width(), shape.width());
            rotary.angles(start + i, work.angles, i * rotary.anglesLength());
        }
        for (int i = 0; i < shape.layers(); i++) {
            Layer layer = weights.layers().get(i);
            attend(layer, i, start, count, cache, work);
            feedForward(layer, count, work);
        }
        int last = (count - 1) * shape.width();
        FixedOrder.rmsNorm(work.x, last, weights.outputNorm(), shape.normEpsilon(), work.normed);
        System.arraycopy(work.normed, last, work.projected, 0, shape.width());
        weights.output().multiply(work.projected, 1, work.logits, work.row);
        return work.logits;
    }

    private void attend(Layer layer, int index, int start, int count, KvCache cache, Workspace work) {
        norm(layer.attentionNorm(), count, work);
        layer.query().multiply(work.normed, count, work.query, work.row);
        layer.key().multiply(work.normed, count, work.key, work.row);
        layer.value().multiply(work.normed, count, work.value, work.row);
        for (int i = 0; i < count; i++) {
            int angles = i * rotary.anglesLength();
            rotary.turn(work.query, i * shape.width(), shape.heads(), work.angles, angles);
            rotary.turn(work.key, i * shape.kvWidth(), shape.kvHeads(), work.angles, angles);
        }
        System.arraycopy(work.key, 0, cache.keys(index), start * shape.kvWidth(), count * shape.kvWidth());
        System.arraycopy(work.value, 0, cache.values(index), start * shape.kvWidth(), count * shape.kvWidth());
        for (int i = 0; i < count; i++) {
            for (int head = 0; head < shape.heads(); head++) {
                attendHead(index, i, start + i, head, cache, work);
            }
        }
        layer.attentionOutput().multiply(work.attended, count, work.projected, work.row);
        FixedOrder.add(work.x, work.projected, count * shape.width());
    }

    private void attendHead(int layer, int i, int position, int head, KvCache cache, Workspace work) {
        int headWidth = shape.headWidth();
        int queryAt = i * shape.width() + head * headWidth;
        int kvAt = head / (shape.heads() / shape.kvHeads()) * headWidth;
        float[] keys = cache.keys(layer);
        float[] values = cache.values(layer);
        float[] scores = work.scores(position + 1);
        float scale = (float) (1 / Math.sqrt(headWidth));
        for (int past = 0; past <= position; past++) {
            scores[past] = FixedOrder.dot(work.query, queryAt, keys, past * shape.kvWidth() + kvAt, headWidth) * scale;
        }
        FixedOrder.softmax(scores, position + 1);
        Arrays.fill(work.attended, queryAt, queryAt + headWidth, 0);
        for (int past = 0; past <= position; past++) {
            float weight = scores[past];
            int valueAt = past * shape.kvWidth() + kvAt;
            for (int n = 0; n < headWidth; n++) {
                work.attended[queryAt + n] += weight * values[valueAt + n];
            }
        }
    }

    private void feedForward(Layer layer, int count, Workspace work) {
        norm(layer.feedForwardNorm(), count, work);
        layer.gate().multiply(work.normed, count, work.gate, work.row);
        layer.up().multiply(work.normed, count, work.up, work.row);
        FixedOrder.swiglu(work.gate, work.up, count * shape.feedForward());
        layer.down().multiply(work.gate, count, work.projected, work.row);
        FixedOrder.add(work.x, work.projected, count * shape.width());
    }

    private void norm(float[] weight, int count, Workspace work) {
        for (int i = 0; i < count; i++) {
            FixedOrder.rmsNorm(work.x, i * shape.width(), weight, shape.normEpsilon(), work.normed);
        }
    }
}
