package org.synapsesubnet.axon.watch;

/**
 * How long an answer took, in nanoseconds.
 *
 * @param firstByte from a slot to the first byte; 0 when none came
 * @param whole from a slot to the end
 * @param load that the engine says it loaded the model
 * @param generation that the engine says it made tokens
 * @param tokens that it made
 */
public record AnswerTimes(long firstByte, long whole, long load, long generation, long tokens) {

    /** Of an answer that never began. */
    public static final AnswerTimes NONE = new AnswerTimes(0, 0, 0, 0, 0);

    /** Between two tokens, as the engine says, or else as the bytes came; 0 where it can't be told. */
    long perOutputToken() {
        if (generation > 0 && tokens > 0) {
            return generation / tokens;
        }
        return firstByte > 0 && tokens > 1 ? (whole - firstByte) / (tokens - 1) : 0;
    }
}
