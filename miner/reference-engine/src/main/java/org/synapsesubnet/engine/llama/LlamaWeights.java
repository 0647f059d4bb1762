package org.synapsesubnet.engine.llama;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.synapsesubnet.engine.gguf.GgufFile;
import org.synapsesubnet.engine.gguf.MalformedGgufException;
import org.synapsesubnet.engine.gguf.TensorInfo;

/**
 * The tensors of a llama model under their llama.cpp names.
 *
 * @param output the matrix from vectors to logits; the embedding itself where the file ties them
 * @param frequencyFactors divides each rotary frequency (Llama 3.1 and later); ones where the file has none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never handed out.
record LlamaWeights(Matrix embedding, List<Layer> layers, float[] outputNorm, Matrix output, float[] frequencyFactors) {

    @SuppressWarnings("ArrayRecordComponent")
    record Layer(
            float[] attentionNorm,
            Matrix query,
            Matrix key,
            Matrix value,
            Matrix attentionOutput,
            float[] feedForwardNorm,
            Matrix gate,
            Matrix up,
            Matrix down) {}

    static LlamaWeights of(GgufFile file, LlamaShape shape) throws MalformedGgufException {
        Reader reader = new Reader(file);
        Matrix embedding = reader.matrix("token_embd.weight", shape.width(), shape.vocabulary());
        List<Layer> layers = new ArrayList<>(shape.layers());
        for (int i = 0; i < shape.layers(); i++) {
            layers.add(layer(reader, "blk." + i + ".", shape));
        }
        float[] outputNorm = reader.vector("output_norm.weight", shape.width());
        Matrix output = file.has("output.weight")
                ? reader.matrix("output.weight", shape.width(), shape.vocabulary())
                : embedding;
        float[] factors = new float[shape.rotated() / 2];
        Arrays.fill(factors, 1);
        if (file.has("rope_freqs.weight")) {
            factors = reader.vector("rope_freqs.weight", factors.length);
        }
        reader.refuseUnused();
        return new LlamaWeights(embedding, List.copyOf(layers), outputNorm, output, factors);
    }

    private static Layer layer(Reader reader, String prefix, LlamaShape shape) throws MalformedGgufException {
        return new Layer(
                reader.vector(prefix + "attn_norm.weight", shape.width()),
                reader.matrix(prefix + "attn_q.weight", shape.width(), shape.width()),
                reader.matrix(prefix + "attn_k.weight", shape.width(), shape.kvWidth()),
                reader.matrix(prefix + "attn_v.weight", shape.width(), shape.kvWidth()),
                reader.matrix(prefix + "attn_output.weight", shape.width(), shape.width()),
                reader.vector(prefix + "ffn_norm.weight", shape.width()),
                reader.matrix(prefix + "ffn_gate.weight", shape.width(), shape.feedForward()),
                reader.matrix(prefix + "ffn_up.weight", shape.width(), shape.feedForward()),
                reader.matrix(prefix + "ffn_down.weight", shape.feedForward(), shape.width()));
    }

    private static final class Reader {

        private final GgufFile file;
        private final Set<String> used = new HashSet<>();

        Reader(GgufFile file) {
            this.file = file;
        }

        Matrix matrix(String name, int columns, int rows) throws MalformedGgufException {
            used.add(name);
            return Matrix.of(file, name, columns, rows);
        }

        float[] vector(String name, int length) throws MalformedGgufException {
            used.add(name);
            TensorInfo tensor = file.tensor(name);
            if (!tensor.dimensions().equals(List.of((long) length))) {
                throw new MalformedGgufException("shape of tensor " + name + ": " + tensor.dimensions()
                        + ", but the metadata ask for [" + length + "]");
            }
            float[] numbers = new float[length];
            tensor.type().decode(file.data(name), 0, numbers, length);
            return numbers;
        }

        /** A tensor left over (a bias, say) means that another computation is meant than ours. */
        void refuseUnused() throws MalformedGgufException {
            Set<String> unused = new TreeSet<>(file.tensorNames());
            unused.removeAll(used);
            if (!unused.isEmpty()) {
                throw new MalformedGgufException("tensor " + unused.iterator().next()
                        + " is no part of the llama architecture that this engine computes");
            }
        }
    }
}
