package org.synapsesubnet.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.synapsesubnet.engine.gguf.GgufMetadata;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

/** The byte-level BPE tokenizer of a GGUF file ({@code tokenizer.ggml.model} = {@code gpt2}). Thread-safe. */
public final class BpeTokenizer {

    private final Vocabulary vocabulary;
    private final Merges merges;
    private final PreTokenizer preTokenizer;
    private final int[] byteTokens = new int[256];
    private final Pattern userDefined;
    private final Pattern specials;
    private final boolean addsBegin;

    private BpeTokenizer(Vocabulary vocabulary, Merges merges, PreTokenizer preTokenizer, boolean addsBegin)
            throws MalformedGgufException {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.preTokenizer = preTokenizer;
        this.addsBegin = addsBegin;
        for (int value = 0; value < 256; value++) {
            String text = String.valueOf(ByteAlphabet.character(value));
            OptionalInt id = vocabulary.id(text);
            if (id.isEmpty()) {
                throw new MalformedGgufException(Vocabulary.TOKENS_KEY + " lacks a token for byte " + value);
            }
            byteTokens[value] = id.getAsInt();
        }
        userDefined = anyOf(vocabulary.specials(false));
        specials = anyOf(vocabulary.specials(true));
    }

    /** The tokenizer of a file; refuses other kinds than byte-level BPE. */
    public static BpeTokenizer of(GgufMetadata metadata) throws MalformedGgufException {
        String model = metadata.text("tokenizer.ggml.model");
        if (!model.equals("gpt2")) {
            throw new MalformedGgufException("tokenizer.ggml.model: " + model + ", but only gpt2 is supported");
        }
        PreTokenizer preTokenizer =
                PreTokenizer.named(metadata.optionalText("tokenizer.ggml.pre").orElse("gpt-2"));
        Vocabulary vocabulary = Vocabulary.of(metadata);
        Merges merges = Merges.of(metadata.texts(Merges.KEY), vocabulary);
        boolean addsBegin = metadata.flag("tokenizer.ggml.add_bos_token", preTokenizer == PreTokenizer.LLAMA3);
        if (addsBegin && vocabulary.begin().isEmpty()) {
            throw new MalformedGgufException("metadata lacks tokenizer.ggml.bos_token_id");
        }
        return new BpeTokenizer(vocabulary, merges, preTokenizer, addsBegin);
    }

    private static Pattern anyOf(List<String> texts) {
        // An empty list must match nothing, and an empty alternation would match everything.
        return Pattern.compile(
                texts.isEmpty() ? "(?!)" : texts.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Whether a prompt begins with {@link Vocabulary#begin()}. */
    public boolean addsBegin() {
        return addsBegin;
    }

    /**
     * The tokens of a text, without a beginning token.
     *
     * @param control whether names of control tokens, such as {@code <|im_end|>}, become these tokens; callers' texts
     *     inside a chat template must not, or they could forge another's turn
     */
    public int[] encode(String text, boolean control) {
        IntStream.Builder tokens = IntStream.builder();
        Matcher special = (control ? specials : userDefined).matcher(text);
        int from = 0;
        while (special.find()) {
            encodePlain(text.substring(from, special.start()), tokens);
            tokens.add(vocabulary.id(special.group()).orElseThrow());
            from = special.end();
        }
        encodePlain(text.substring(from), tokens);
        return tokens.build().toArray();
    }

    private void encodePlain(String text, IntStream.Builder tokens) {
        for (String word : preTokenizer.words(text)) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            OptionalInt whole =
                    preTokenizer.wholeWordsFirst() ? vocabulary.id(ByteAlphabet.text(bytes)) : OptionalInt.empty();
            if (whole.isPresent()) {
                tokens.add(whole.getAsInt());
                continue;
            }
            int[] ids = new int[bytes.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = byteTokens[Byte.toUnsignedInt(bytes[i])];
            }
            for (int id : merges.apply(ids)) {
                tokens.add(id);
            }
        }
    }
}
