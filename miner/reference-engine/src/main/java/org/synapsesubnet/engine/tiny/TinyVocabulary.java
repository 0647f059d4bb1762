package org.synapsesubnet.engine.tiny;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synapsesubnet.engine.tokenizer.ByteAlphabet;

/**
 * The 512 tokens of the tiny model: all bytes, the marks of ChatML, and merges chosen so that common English words are
 * one token each.
 */
final class TinyVocabulary {

    static final int SIZE = 512;
    static final int END_OF_TEXT = 256;
    static final int TURN_START = 257;
    static final int TURN_END = 258;

    private static final List<String> MARKS = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

    /** In the order in which they get their merges, until the vocabulary is full. */
    private static final List<String> WORDS = List.of("""
            the of and to in a is that it was for on are as with they at be this have from or one had by word but not
            what all were we when your can said there use an each which she do how their if will up other about out
            many then them these so some her would make like him into time has look two more write go see number no
            way could people my than first water been call who its now find long down day did get come made may part
            over new sound take only little work know place year live me back give most very after thing our just name
            good sentence man think say great where help through much before line right too mean old any same tell boy
            """.strip().split("\\s+"));

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final List<String> merges = new ArrayList<>();
    private final List<String> wholeWords = new ArrayList<>();

    TinyVocabulary() {
        for (int value = 0; value < 256; value++) {
            ids.put(String.valueOf(ByteAlphabet.character(value)), value);
        }
        MARKS.forEach(mark -> ids.put(mark, ids.size()));
        for (String word : WORDS) {
            addMergesOf(ByteAlphabet.text((" " + word).getBytes(StandardCharsets.UTF_8)));
        }
        if (ids.size() != SIZE) {
            throw new IllegalStateException("tokens: " + ids.size() + ", but " + SIZE + " are needed");
        }
    }

    /** Merges the tokens that the word has so far from left to right, so that it ends as one. */
    private void addMergesOf(String word) {
        List<String> pieces = pieces(word);
        while (pieces.size() > 1) {
            if (ids.size() == SIZE) {
                return;
            }
            merges.add(pieces.get(0) + " " + pieces.get(1));
            String joined = pieces.get(0) + pieces.get(1);
            ids.putIfAbsent(joined, ids.size());
            pieces.set(0, joined);
            pieces.remove(1);
        }
        wholeWords.add(word);
    }

    private List<String> pieces(String word) {
        List<String> pieces = new ArrayList<>(Arrays.asList(word.split("")));
        for (String merge : merges) {
            String[] parts = merge.split(" ");
            for (int i = 0; i + 1 < pieces.size(); i++) {
                if (pieces.get(i).equals(parts[0]) && pieces.get(i + 1).equals(parts[1])) {
                    pieces.set(i, parts[0] + parts[1]);
                    pieces.remove(i + 1);
                }
            }
        }
        return pieces;
    }

    List<String> tokens() {
        return List.copyOf(ids.keySet());
    }

    List<String> merges() {
        return List.copyOf(merges);
    }

    /** The types of GGUF: control tokens are 3, the others 1. */
    int[] types() {
        int[] types = new int[SIZE];
        Arrays.fill(types, 1);
        Arrays.fill(types, END_OF_TEXT, TURN_END + 1, 3);
        return types;
    }

    /** Whether a token is a word with the space before it. */
    boolean isWord(int id) {
        return wholeWords.contains(tokens().get(id));
    }

    /** Whether a token is a piece of words, longer than a byte. */
    boolean isMerged(int id) {
        return id > TURN_END;
    }
}
