package org.synapsesubnet.engine.generation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.synapsesubnet.engine.tokenizer.BpeTokenizer;

/** A prompt as text, with what the house wrote told apart from what the caller wrote. */
record PromptText(List<Part> parts) {

    /**
     * @param control whether names of control tokens mean these tokens
     */
    record Part(String text, boolean control) {

        static Part control(String text) {
            return new Part(text, true);
        }

        static Part plain(String text) {
            return new Part(text, false);
        }
    }

    PromptText {
        parts = List.copyOf(parts);
    }

    /** The whole prompt; that a caller wrote the name of a control token can't be seen in it. */
    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /**
     * The prompt's tokens.
     *
     * @throws IllegalArgumentException if they leave no room in the context; a text that is too long by its mere
     *     length isn't tokenised to learn it
     */
    int[] tokens(BpeTokenizer tokenizer, int context) {
        long bytes = parts.stream()
                .mapToLong(part -> part.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        long least = bytes / tokenizer.vocabulary().longestTokenBytes();
        if (least >= context) {
            throw new IllegalArgumentException(GenerationRequest.tooLong("at least " + least, context));
        }
        IntStream begin = tokenizer.addsBegin() ? tokenizer.vocabulary().begin().stream() : IntStream.empty();
        return IntStream.concat(
                        begin,
                        parts.stream()
                                .flatMapToInt(part -> IntStream.of(tokenizer.encode(part.text(), part.control()))))
                .toArray();
    }
}
