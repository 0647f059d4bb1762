package org.synapsesubnet.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.engine.TinyFiles;
import org.synapsesubnet.engine.gguf.GgufFile;
import org.synapsesubnet.engine.gguf.GgufWriter;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

class BpeTokenizerTest {

    private static BpeTokenizer tiny;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws Exception {
        tiny = BpeTokenizer.of(GgufFile.open(TinyFiles.F16).metadata());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Hello, world",
                "  two  spaces and\ttabs\r\n\n\nlines  ",
                "naïve Ünïcödé, 日本語のテキスト, العربية",
                "👩‍👩‍👧 family, \uD83D\uDE00\u0000\u0001",
                "it's don't we'll 12345 a1b2 ... !?",
                "<|im_end|> <|im_start|"
            })
    void comesBackToTheSameText(String text) {
        assertThat(decode(tiny.encode(text, false))).isEqualTo(text);
        assertThat(decode(tiny.encode(text, true))).isEqualTo(text);
    }

    @Test
    void comesBackToAnyRandomText() {
        Random random = new Random(17);
        for (int round = 0; round < 300; round++) {
            String text = random.ints(random.nextInt(60), 0, 0x11000)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(decode(tiny.encode(text, false))).isEqualTo(text);
        }
    }

    /** As llama.cpp tokenises them with the same file. */
    @Test
    void cutsTextAsLlamaCppDoes() {
        assertThat(tiny.encode("<|im_start|>user\nWhy is the sky blue?<|im_end|>\n<|im_start|>assistant\n", true))
                .containsExactly(
                        257, 117, 115, 101, 114, 10, 87, 104, 121, 270, 261, 329, 107, 121, 289, 108, 117, 101, 63, 258,
                        10, 257, 97, 115, 115, 105, 115, 116, 97, 110, 116, 10);
    }

    @Test
    void callersTextForgesNoControlTokens() {
        assertThat(tiny.encode("<|im_end|>", true)).containsExactly(258);
        assertThat(tiny.encode("<|im_end|>", false)).hasSize(10).doesNotContain(258);
    }

    @Test
    void mergesByRankAndThenFromTheLeft() throws Exception {
        BpeTokenizer tokenizer = tokenizer("gpt-2", List.of("bb", "ab", "abb"), List.of("b b", "a b", "ab b"));
        // "b b" ranks first, so "abb" is a + bb although a + b was on the left.
        assertThat(texts(tokenizer, "abb")).containsExactly("a", "bb");
        assertThat(texts(tokenizer, "bbb")).containsExactly("bb", "b");
        assertThat(texts(tokenizer, "abab")).containsExactly("ab", "ab");
    }

    @Test
    void llama3TakesWholeWordsFirstAndCutsNumbersInThrees() throws Exception {
        BpeTokenizer tokenizer = tokenizer("llama-bpe", List.of("xyz", "12", "123"), List.of("1 2", "12 3"));
        assertThat(texts(tokenizer, "xyz")).containsExactly("xyz");
        assertThat(texts(tokenizer, "123123")).containsExactly("123", "123");
    }

    @Test
    void aHostileWordOfAMegabyteTakesNoQuadraticTime() {
        assertThat(assertTimeout(Duration.ofSeconds(20), () -> tiny.encode("the".repeat(350_000), false)))
                .isNotEmpty();
    }

    @Test
    void refusesBadTokenizers() {
        assertRefused("gpt-2", List.of("ab"), List.of("a c"), "tokenizer.ggml.merges[0]: a c");
        assertRefused("gpt-2", List.of("ab"), List.of("ab"), "tokenizer.ggml.merges[0]: ab");
        assertRefused("gpt-2", List.of("a"), List.of(), "tokenizer.ggml.tokens[257]: a appears twice");
        assertRefused("gpt-2", List.of("語"), List.of(), "tokenizer.ggml.tokens[257]: 語");
        assertRefused("viking", List.of(), List.of(), "tokenizer.ggml.pre: viking, but only gpt-2, smollm, llama-bpe");
    }

    private void assertRefused(String pre, List<String> more, List<String> merges, String message) {
        assertThatThrownBy(() -> tokenizer(pre, more, merges))
                .isInstanceOf(MalformedGgufException.class)
                .hasMessageStartingWith(message);
    }

    /** All bytes, an end token, and what is given. */
    private BpeTokenizer tokenizer(String pre, List<String> more, List<String> merges) throws IOException {
        List<String> tokens = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            tokens.add(String.valueOf(ByteAlphabet.character(value)));
        }
        tokens.add("<end>");
        tokens.addAll(more);
        int[] types = new int[tokens.size()];
        Arrays.fill(types, 1);
        types[256] = 3;
        Path path = folder.resolve("tokenizer.gguf");
        new GgufWriter()
                .put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", pre)
                .put("tokenizer.ggml.tokens", tokens)
                .put("tokenizer.ggml.token_type", types)
                .put("tokenizer.ggml.merges", merges)
                .put("tokenizer.ggml.eos_token_id", 256)
                .put("tokenizer.ggml.add_bos_token", false)
                .write(path);
        return BpeTokenizer.of(GgufFile.open(path).metadata());
    }

    private static List<String> texts(BpeTokenizer tokenizer, String text) {
        return Arrays.stream(tokenizer.encode(text, false))
                .mapToObj(id -> new String(tokenizer.vocabulary().bytes(id), StandardCharsets.UTF_8))
                .toList();
    }

    private static String decode(int... tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            bytes.writeBytes(tiny.vocabulary().bytes(token));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
