package org.synapsesubnet.engine.tiny;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.synapsesubnet.engine.gguf.GgufWriter;
import org.synapsesubnet.engine.gguf.TensorType;

/**
 * A complete llama model of 150,000 numbers drawn from a seed: two layers, width 64, grouped-query attention, 512
 * tokens. It has learned nothing, but its output favours whole words, so its answers are a varied stream of English
 * words that practically never ends by itself; a caller bounds it by {@code num_predict}, and else the context does.
 *
 * <p>The same seed gives the same bytes on every machine.
 */
public final class TinyModel {

    /** The seed of the models that the build writes. */
    public static final long DEFAULT_SEED = 20_261_123;

    /** Tokens that prompt and answer may have together. */
    public static final int CONTEXT = 2048;

    private static final int FILE_TYPE_F16 = 1;
    private static final int FILE_TYPE_Q4_0 = 2;
    private static final int FILE_TYPE_Q8_0 = 7;

    private TinyModel() {}

    /**
     * Writes {@code tiny-f16.gguf} and {@code tiny-q4_0.gguf} into a folder.
     *
     * @param args the folder, and perhaps a seed
     */
    public static void main(String... args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : ".");
        long seed = args.length > 1 ? Long.parseLong(args[1]) : DEFAULT_SEED;
        Files.createDirectories(folder);
        write(folder.resolve("tiny-f16.gguf"), folder.resolve("tiny-q4_0.gguf"), seed);
    }

    /** Writes the same weights twice: in half precision, and quantised to four bits. */
    public static void write(Path f16, Path q40, long seed) throws IOException {
        TinyVocabulary vocabulary = new TinyVocabulary();
        write(f16, vocabulary, TensorType.F16, FILE_TYPE_F16, seed);
        write(q40, vocabulary, TensorType.Q4_0, FILE_TYPE_Q4_0, seed);
    }

    /** Writes the weights of that seed quantised to eight bits. */
    public static void writeQ80(Path path, long seed) throws IOException {
        write(path, new TinyVocabulary(), TensorType.Q8_0, FILE_TYPE_Q8_0, seed);
    }

    private static void write(Path path, TinyVocabulary vocabulary, TensorType type, int fileType, long seed)
            throws IOException {
        GgufWriter writer = new GgufWriter();
        putMetadata(writer, vocabulary, fileType);
        new TinyWeights(writer, vocabulary, type, seed).addAll();
        writer.write(path);
    }

    private static void putMetadata(GgufWriter writer, TinyVocabulary vocabulary, int fileType) {
        writer.put("general.architecture", "llama")
                .put("general.name", "Synapse tiny")
                .put("general.file_type", fileType)
                .put("general.quantization_version", 2)
                .put("llama.context_length", CONTEXT)
                .put("llama.embedding_length", TinyWeights.WIDTH)
                .put("llama.block_count", TinyWeights.LAYERS)
                .put("llama.feed_forward_length", TinyWeights.FEED_FORWARD)
                .put("llama.attention.head_count", TinyWeights.HEADS)
                .put("llama.attention.head_count_kv", TinyWeights.KV_HEADS)
                .put("llama.attention.layer_norm_rms_epsilon", 1e-5f)
                .put("llama.rope.dimension_count", TinyWeights.WIDTH / TinyWeights.HEADS)
                .put("llama.rope.freq_base", 10_000f)
                .put("llama.vocab_size", TinyVocabulary.SIZE)
                .put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", "gpt-2")
                .put("tokenizer.ggml.tokens", vocabulary.tokens())
                .put("tokenizer.ggml.token_type", vocabulary.types())
                .put("tokenizer.ggml.merges", vocabulary.merges())
                .put("tokenizer.ggml.bos_token_id", TinyVocabulary.END_OF_TEXT)
                .put("tokenizer.ggml.eos_token_id", TinyVocabulary.TURN_END)
                .put("tokenizer.ggml.add_bos_token", false)
                .put(
                        "tokenizer.chat_template",
                        "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
                                + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}");
    }
}
