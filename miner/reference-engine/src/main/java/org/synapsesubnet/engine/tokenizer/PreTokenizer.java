package org.synapsesubnet.engine.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

/** Cuts text into words that no merge crosses; the patterns are those of llama.cpp's {@code llama-vocab.cpp}. */
enum PreTokenizer {
    GPT2("gpt-2", false, "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
    SMOLLM(
            "smollm",
            false,
            "\\p{N}|'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+(?=\\p{N})|\\s+"),
    LLAMA3(
            "llama-bpe",
            true,
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

    private static final String KEY = "tokenizer.ggml.pre";

    private final String name;
    private final boolean wholeWordsFirst;
    private final Pattern words;

    PreTokenizer(String name, boolean wholeWordsFirst, String words) {
        this.name = name;
        this.wholeWordsFirst = wholeWordsFirst;
        this.words = Pattern.compile(words, Pattern.UNICODE_CHARACTER_CLASS);
    }

    static PreTokenizer named(String name) throws MalformedGgufException {
        return Arrays.stream(values())
                .filter(pre -> pre.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedGgufException(KEY + ": " + name + ", but only "
                        + Arrays.stream(values()).map(pre -> pre.name).collect(Collectors.joining(", "))
                        + " are supported"));
    }

    /** Whether a word that is a token needs no merges. */
    boolean wholeWordsFirst() {
        return wholeWordsFirst;
    }

    List<String> words(String text) {
        return words.matcher(text).results().map(match -> match.group()).toList();
    }
}
