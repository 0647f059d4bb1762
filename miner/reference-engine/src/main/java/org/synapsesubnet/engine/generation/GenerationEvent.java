package org.synapsesubnet.engine.generation;

import java.util.List;

/** What a running generation tells: any number of pieces, then one end. */
public sealed interface GenerationEvent {

    /**
     * More text.
     *
     * @param text never empty, unless it only carries log-probabilities left at the end
     * @param logProbabilities of the tokens since the last piece; empty unless asked for
     */
    record Piece(String text, List<TokenLogProbability> logProbabilities) implements GenerationEvent {

        public Piece {
            logProbabilities = List.copyOf(logProbabilities);
        }
    }

    /**
     * The answer is whole.
     *
     * @param tokens the prompt's and the answer's
     */
    record Finished(DoneReason reason, Usage usage, List<Integer> tokens) implements GenerationEvent {

        public Finished {
            tokens = List.copyOf(tokens);
        }
    }

    /** The answer can't be finished; the message is for the caller. */
    record Failed(String message) implements GenerationEvent {}

    /**
     * Counts and times of one generation.
     *
     * @param promptTokens tokens of the prompt, cached ones included
     * @param promptNanos nanoseconds until the prompt was computed
     * @param answerTokens tokens drawn, the ending one included
     * @param answerNanos nanoseconds from the prompt's end to the last token
     */
    record Usage(int promptTokens, long promptNanos, int answerTokens, long answerNanos) {

        public static final Usage NONE = new Usage(0, 0, 0, 0);
    }
}
