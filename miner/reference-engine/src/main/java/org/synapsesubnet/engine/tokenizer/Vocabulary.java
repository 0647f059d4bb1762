package org.synapsesubnet.engine.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.synapsesubnet.engine.gguf.GgufMetadata;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

/** The tokens of a model: their texts, their bytes, and which of them are special. */
public final class Vocabulary {

    static final String TOKENS_KEY = "tokenizer.ggml.tokens";
    private static final String TYPES_KEY = "tokenizer.ggml.token_type";
    private static final long CONTROL = 3;
    private static final long USER_DEFINED = 4;
    private static final int MAX_TOKENS = 1 << 20;

    /** Texts that end an answer in the model families we know, as llama.cpp recognises them. */
    private static final Set<String> ENDS = Set.of(
            "<|eot_id|>", "<|im_end|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "<|eom_id|>", "<|end_of_text|>");

    private final List<String> texts;
    private final Map<String, Integer> ids = new HashMap<>();
    private final byte[][] bytes;
    private final boolean[] control;
    private final boolean[] userDefined;
    private final Set<Integer> ends = new HashSet<>();
    private final OptionalInt begin;
    private final int longest;

    private Vocabulary(List<String> texts, long[] types, GgufMetadata metadata) throws MalformedGgufException {
        this.texts = texts;
        bytes = new byte[texts.size()][];
        control = new boolean[texts.size()];
        userDefined = new boolean[texts.size()];
        int most = 1;
        for (int id = 0; id < texts.size(); id++) {
            if (ids.put(texts.get(id), id) != null) {
                throw new MalformedGgufException(TOKENS_KEY + "[" + id + "]: " + texts.get(id) + " appears twice");
            }
            control[id] = types[id] == CONTROL;
            userDefined[id] = types[id] == USER_DEFINED;
            bytes[id] = control[id] || userDefined[id] ? utf8(texts.get(id)) : bytesOf(texts.get(id), id);
            most = Math.max(most, bytes[id].length);
            if (control[id] && ENDS.contains(texts.get(id))) {
                ends.add(id);
            }
        }
        longest = most;
        begin = special(metadata, "tokenizer.ggml.bos_token_id");
        for (String key :
                List.of("tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id", "tokenizer.ggml.eom_token_id")) {
            special(metadata, key).ifPresent(ends::add);
        }
        if (ends.isEmpty()) {
            throw new MalformedGgufException("metadata lacks tokenizer.ggml.eos_token_id");
        }
    }

    static Vocabulary of(GgufMetadata metadata) throws MalformedGgufException {
        List<String> texts = metadata.texts(TOKENS_KEY);
        if (texts.isEmpty() || texts.size() > MAX_TOKENS) {
            throw new MalformedGgufException(
                    TOKENS_KEY + ": " + texts.size() + " tokens, but 1 to " + MAX_TOKENS + " are allowed");
        }
        long[] types = metadata.integers(TYPES_KEY).orElseGet(() -> {
            long[] normal = new long[texts.size()];
            Arrays.fill(normal, 1);
            return normal;
        });
        if (types.length != texts.size()) {
            throw new MalformedGgufException(
                    TYPES_KEY + ": " + types.length + " types, but there are " + texts.size() + " tokens");
        }
        return new Vocabulary(texts, types, metadata);
    }

    private OptionalInt special(GgufMetadata metadata, String key) throws MalformedGgufException {
        if (!metadata.asMap().containsKey(key)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(metadata.integer(key, 0, texts.size() - 1));
    }

    private static byte[] bytesOf(String text, int id) throws MalformedGgufException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            OptionalInt value = ByteAlphabet.value(text.charAt(i));
            if (value.isEmpty()) {
                throw new MalformedGgufException(TOKENS_KEY + "[" + id + "]: " + text
                        + ", but byte-level tokens are written in GPT-2's byte alphabet");
            }
            out.write(value.getAsInt());
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Count of tokens; ids go from 0 to one less. */
    public int size() {
        return texts.size();
    }

    public OptionalInt id(String text) {
        Integer id = ids.get(text);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The bytes a token stands for; of a special token those of its name. */
    public byte[] bytes(int id) {
        return bytes[id].clone();
    }

    /** Whether a token steers the model and is never part of an answer's text. */
    public boolean isControl(int id) {
        return control[id];
    }

    /** Whether a token ends the answer. */
    public boolean isEnd(int id) {
        return ends.contains(id);
    }

    /** The token that begins a text, if the model has one. */
    public OptionalInt begin() {
        return begin;
    }

    /** Bytes of the longest token: a text of n bytes has at least n / longest tokens. */
    public int longestTokenBytes() {
        return longest;
    }

    /** Texts that are a token of their own wherever they appear, longest first. */
    List<String> specials(boolean withControl) {
        List<String> specials = new ArrayList<>();
        for (int id = 0; id < texts.size(); id++) {
            if (!texts.get(id).isEmpty() && (userDefined[id] || (withControl && control[id]))) {
                specials.add(texts.get(id));
            }
        }
        specials.sort((a, b) -> b.length() - a.length());
        return specials;
    }
}
