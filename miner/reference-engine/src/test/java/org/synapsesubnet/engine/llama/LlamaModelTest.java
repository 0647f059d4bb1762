package org.synapsesubnet.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.synapsesubnet.engine.TinyFiles;
import org.synapsesubnet.engine.gguf.GgufFile;
import org.synapsesubnet.engine.gguf.MalformedGgufException;
import org.synapsesubnet.engine.gguf.TensorType;

class LlamaModelTest {

    private static final double TOLERANCE = 1e-3;

    @TempDir
    private Path folder;

    static Stream<Path> tinyFiles() {
        return Stream.of(TinyFiles.F16, TinyFiles.Q4_0);
    }

    @ParameterizedTest
    @MethodSource("tinyFiles")
    void computesTheTinyModelAsTheNaiveImplementationDoes(Path file) throws Exception {
        assertSameAsNaive(file, 512, 50);
    }

    @ParameterizedTest
    @EnumSource(TensorType.class)
    void computesEveryEncodingWithTiedOutputAndPartialRotation(TensorType type) throws Exception {
        Path file = new SmallModel(type, 8, 2).write(folder.resolve("small.gguf"));
        assertSameAsNaive(file, SmallModel.VOCABULARY, 40);
    }

    @Test
    void computesWithoutGroupedQueries() throws Exception {
        Path file = new SmallModel(TensorType.F16, 4, 4).write(folder.resolve("small.gguf"));
        assertSameAsNaive(file, SmallModel.VOCABULARY, 20);
    }

    private static void assertSameAsNaive(Path file, int vocabulary, int length) throws Exception {
        LlamaModel model = LlamaModel.of(GgufFile.open(file), vocabulary);
        int[] tokens = new Random(7).ints(length, 0, vocabulary).toArray();
        float[] logits = forwardInBatchesOf(model, tokens, 32);
        double[] expected = new NaiveLlama(file).logits(tokens);
        assertThat(logits).hasSize(expected.length);
        for (int i = 0; i < logits.length; i++) {
            assertThat((double) logits[i]).as("logit %d", i).isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("tinyFiles")
    void computesTheSameBitsHoweverThePromptIsCut(Path file) throws Exception {
        LlamaModel model = LlamaModel.of(GgufFile.open(file), 512);
        int[] tokens = new Random(3).ints(100, 0, 512).toArray();
        float[] atOnce = forwardInBatchesOf(model, tokens, 32);
        assertThat(forwardInBatchesOf(model, tokens, 1)).containsExactly(atOnce);
        assertThat(forwardInBatchesOf(model, tokens, 7)).containsExactly(atOnce);
    }

    private static float[] forwardInBatchesOf(LlamaModel model, int[] tokens, int most) {
        KvCache cache = new KvCache(model.shape());
        Workspace work = new Workspace(model.shape());
        float[] logits = new float[0];
        for (int from = 0; from < tokens.length; from += most) {
            logits = model.forward(tokens, from, Math.min(most, tokens.length - from), cache, work);
        }
        return logits.clone();
    }

    @Test
    void reusesTheCommonBeginningOfTwoTexts() throws Exception {
        LlamaModel model = LlamaModel.of(GgufFile.open(TinyFiles.F16), 512);
        KvCache cache = new KvCache(model.shape());
        Workspace work = new Workspace(model.shape());
        int[] first = {1, 2, 3, 4, 5};
        int[] second = {1, 2, 3, 9, 8, 7};
        model.forward(first, 0, 5, cache, work);
        assertThat(cache.commonPrefix(second)).isEqualTo(3);
        cache.truncate(3);
        float[] logits = model.forward(second, 3, 3, cache, work).clone();
        assertThat(logits).containsExactly(forwardInBatchesOf(model, second, 32));
    }

    @Test
    void refusesMoreTokensThanTheContext() throws Exception {
        LlamaModel model = LlamaModel.of(
                GgufFile.open(new SmallModel(TensorType.F32, 4, 2)
                        .with("llama.context_length", 4)
                        .write(folder.resolve("m.gguf"))),
                SmallModel.VOCABULARY);
        assertThatThrownBy(
                        () -> model.forward(new int[5], 0, 5, new KvCache(model.shape()), new Workspace(model.shape())))
                .hasMessage("tokens: 5, but the context holds 4");
    }

    @Test
    void refusesAFileWithoutItsMetadataOrTensors() {
        assertRefused(small().without("llama.embedding_length"), "metadata lacks llama.embedding_length");
        assertRefused(small().without("blk.1.ffn_up.weight"), "tensor blk.1.ffn_up.weight is missing");
        assertRefused(
                small().with("llama.block_count", 1),
                "tensor blk.1.attn_k.weight is no part of the llama architecture that this engine computes");
    }

    @Test
    void refusesShapesThatDontFitTheMetadata() {
        assertRefused(
                small().withTensor("blk.0.attn_q.weight", 64, 32),
                "shape of tensor blk.0.attn_q.weight: [64, 32], but the metadata ask for [64, 64]");
        assertRefused(
                small().withTensor("output_norm.weight", 32),
                "shape of tensor output_norm.weight: [32], but the metadata ask for [64]");
        assertRefused(
                small().with("llama.attention.head_count", 5),
                "llama.embedding_length: 64, but a multiple of the 5 heads is needed");
        assertRefused(
                small().with("llama.attention.head_count_kv", 3),
                "llama.attention.head_count_kv: 3, but a divisor of the 4 heads is needed");
        assertRefused(
                small().with("llama.rope.dimension_count", 18),
                "llama.rope.dimension_count: 18, but an even number of at most 16 is needed");
    }

    @Test
    void refusesAnotherComputationThanItsOwn() {
        assertRefused(
                small().with("general.architecture", "qwen2"),
                "general.architecture: qwen2, but only llama is supported");
        assertRefused(
                small().withTensor("blk.0.attn_q.bias", 64),
                "tensor blk.0.attn_q.bias is no part of the llama architecture that this engine computes");
        assertRefused(
                small().with("llama.rope.scaling.type", "yarn"),
                "llama.rope.scaling.type: yarn, but only none is supported");
        assertRefused(
                small().with("llama.embedding_length", 1 << 20),
                "llama.embedding_length: 1048576, but an integer from 1 to 65536 is needed");
    }

    private static SmallModel small() {
        return new SmallModel(TensorType.F16, 4, 2);
    }

    private void assertRefused(SmallModel model, String message) {
        assertThatThrownBy(() ->
                        LlamaModel.of(GgufFile.open(model.write(folder.resolve("bad.gguf"))), SmallModel.VOCABULARY))
                .isInstanceOf(MalformedGgufException.class)
                .hasMessage(message);
    }
}
