package org.synapsesubnet.validator.verification;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the trusted reference answers to a challenge.
 *
 * @param pieces the answer as it came, in order
 * @param promptTokens as the reference counts them
 * @param completionTokens as the reference counts them
 */
record ReferenceAnswer(List<Piece> pieces, long promptTokens, long completionTokens) {

    /**
     * One chunk: a text and the tokens behind it, more than one where a character needs several.
     *
     * @param tokens may be empty, as Ollama forgets those of a chunk without text
     */
    record Piece(String text, List<ReferenceToken> tokens) {

        Piece {
            tokens = List.copyOf(tokens);
        }

        int length() {
            return Math.max(1, tokens.size());
        }
    }

    ReferenceAnswer {
        pieces = List.copyOf(pieces);
    }

    String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    List<ReferenceToken> tokens() {
        return pieces.stream().flatMap(piece -> piece.tokens().stream()).toList();
    }

    /** Tokens that can be compared by their text. */
    int length() {
        return pieces.stream().mapToInt(Piece::length).sum();
    }
}
