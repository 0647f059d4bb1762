package org.synapsesubnet.engine.tiny;

import java.util.Arrays;
import java.util.Random;
import org.synapsesubnet.engine.gguf.GgufWriter;
import org.synapsesubnet.engine.gguf.TensorType;

/**
 * Draws the tiny model's numbers.
 *
 * <p>The llama architecture has no output bias. To favour words, the first number of every token's vector is a constant
 * that no layer changes; the first column of the output matrix then works as a bias.
 */
final class TinyWeights {

    static final int WIDTH = 64;
    static final int LAYERS = 2;
    static final int HEADS = 4;
    static final int KV_HEADS = 2;
    static final int FEED_FORWARD = 160;

    private static final int KV_WIDTH = WIDTH / HEADS * KV_HEADS;
    private static final float CONSTANT = 4;
    private static final double EMBEDDING_DEVIATION = 1;
    private static final double ATTENTION_DEVIATION = 0.3;
    private static final double FEED_FORWARD_DEVIATION = 0.15;
    private static final double OUTPUT_DEVIATION = 0.22;

    private static final float PUNCTUATION_BIAS = 0.5f;
    private static final float FRAGMENT_BIAS = -6;
    private static final float UNWANTED_BIAS = -20;

    private final GgufWriter writer;
    private final TinyVocabulary vocabulary;
    private final TensorType type;
    private final Random random;

    TinyWeights(GgufWriter writer, TinyVocabulary vocabulary, TensorType type, long seed) {
        this.writer = writer;
        this.vocabulary = vocabulary;
        this.type = type;
        this.random = new Random(seed);
    }

    void addAll() {
        float[] embedding = normal(TinyVocabulary.SIZE * WIDTH, EMBEDDING_DEVIATION);
        for (int token = 0; token < TinyVocabulary.SIZE; token++) {
            embedding[token * WIDTH] = CONSTANT;
        }
        matrix("token_embd.weight", embedding, WIDTH, TinyVocabulary.SIZE);
        for (int layer = 0; layer < LAYERS; layer++) {
            addLayer("blk." + layer + ".");
        }
        norm("output_norm.weight");
        float[] output = normal(TinyVocabulary.SIZE * WIDTH, OUTPUT_DEVIATION);
        for (int token = 0; token < TinyVocabulary.SIZE; token++) {
            output[token * WIDTH] = bias(token);
        }
        matrix("output.weight", output, WIDTH, TinyVocabulary.SIZE);
    }

    private void addLayer(String prefix) {
        norm(prefix + "attn_norm.weight");
        matrix(prefix + "attn_q.weight", normal(WIDTH * WIDTH, ATTENTION_DEVIATION), WIDTH, WIDTH);
        matrix(prefix + "attn_k.weight", normal(KV_WIDTH * WIDTH, ATTENTION_DEVIATION), WIDTH, KV_WIDTH);
        matrix(prefix + "attn_v.weight", normal(KV_WIDTH * WIDTH, ATTENTION_DEVIATION), WIDTH, KV_WIDTH);
        matrix(prefix + "attn_output.weight", keepingTheConstant(WIDTH, ATTENTION_DEVIATION), WIDTH, WIDTH);
        norm(prefix + "ffn_norm.weight");
        matrix(prefix + "ffn_gate.weight", normal(FEED_FORWARD * WIDTH, FEED_FORWARD_DEVIATION), WIDTH, FEED_FORWARD);
        matrix(prefix + "ffn_up.weight", normal(FEED_FORWARD * WIDTH, FEED_FORWARD_DEVIATION), WIDTH, FEED_FORWARD);
        matrix(
                prefix + "ffn_down.weight",
                keepingTheConstant(FEED_FORWARD, FEED_FORWARD_DEVIATION),
                FEED_FORWARD,
                WIDTH);
    }

    /** A matrix back to a token's vector whose first row is zero. */
    private float[] keepingTheConstant(int columns, double deviation) {
        float[] numbers = normal(columns * WIDTH, deviation);
        Arrays.fill(numbers, 0, columns, 0);
        return numbers;
    }

    private float bias(int token) {
        if (vocabulary.isWord(token)) {
            return 0;
        }
        if (token == ',' || token == '.') {
            return PUNCTUATION_BIAS;
        }
        return vocabulary.isMerged(token) ? FRAGMENT_BIAS : UNWANTED_BIAS;
    }

    private void matrix(String name, float[] numbers, int columns, int rows) {
        writer.tensor(name, type, numbers, columns, rows);
    }

    private void norm(String name) {
        float[] ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        writer.tensor(name, TensorType.F32, ones, WIDTH);
    }

    private float[] normal(int count, double deviation) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextGaussian() * deviation);
        }
        return numbers;
    }
}
