package org.synapsesubnet.engine.llama;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.synapsesubnet.engine.gguf.GgufWriter;
import org.synapsesubnet.engine.gguf.TensorType;

/** Writes small llama files of any shape and encoding, whole or with one thing wrong. */
final class SmallModel {

    static final int VOCABULARY = 40;

    final Map<String, Object> metadata = new LinkedHashMap<>();
    final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final TensorType type;

    /** Two layers, width 64, rotary embedding over half of a head only; the output is tied to the embedding. */
    SmallModel(TensorType type, int heads, int kvHeads) {
        this.type = type;
        int width = 64;
        int headWidth = width / heads;
        metadata.put("general.architecture", "llama");
        metadata.put("llama.context_length", 128);
        metadata.put("llama.embedding_length", width);
        metadata.put("llama.block_count", 2);
        metadata.put("llama.feed_forward_length", 96);
        metadata.put("llama.attention.head_count", heads);
        metadata.put("llama.attention.head_count_kv", kvHeads);
        metadata.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        metadata.put("llama.rope.dimension_count", headWidth / 2);
        metadata.put("llama.rope.freq_base", 500f);
        shapes.put("token_embd.weight", new long[] {width, VOCABULARY});
        for (int layer = 0; layer < 2; layer++) {
            String prefix = "blk." + layer + ".";
            shapes.put(prefix + "attn_norm.weight", new long[] {width});
            shapes.put(prefix + "attn_q.weight", new long[] {width, width});
            shapes.put(prefix + "attn_k.weight", new long[] {width, (long) headWidth * kvHeads});
            shapes.put(prefix + "attn_v.weight", new long[] {width, (long) headWidth * kvHeads});
            shapes.put(prefix + "attn_output.weight", new long[] {width, width});
            shapes.put(prefix + "ffn_norm.weight", new long[] {width});
            shapes.put(prefix + "ffn_gate.weight", new long[] {width, 96});
            shapes.put(prefix + "ffn_up.weight", new long[] {width, 96});
            shapes.put(prefix + "ffn_down.weight", new long[] {96, width});
        }
        shapes.put("output_norm.weight", new long[] {width});
    }

    SmallModel with(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    SmallModel without(String key) {
        metadata.remove(key);
        shapes.remove(key);
        return this;
    }

    SmallModel withTensor(String name, long... shape) {
        shapes.put(name, shape);
        return this;
    }

    Path write(Path path) throws IOException {
        GgufWriter writer = new GgufWriter();
        metadata.forEach(writer::put);
        Random random = new Random(5);
        shapes.forEach((name, shape) -> {
            float[] numbers = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (random.nextGaussian() * 0.4) + (shape.length == 1 ? 1 : 0);
            }
            writer.tensor(name, shape.length == 1 ? TensorType.F32 : type, numbers, shape);
        });
        writer.write(path);
        return path;
    }
}
