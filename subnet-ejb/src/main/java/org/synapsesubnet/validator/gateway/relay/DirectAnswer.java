package org.synapsesubnet.validator.gateway.relay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;

/**
 * What came of a request that one given miner was asked, right or wrong.
 *
 * @param detail why it isn't answered, empty when it is
 * @param text all that came until then
 * @param tokens with log-probabilities, as far as the miner told any
 * @param tokenText the bytes of these tokens as text; what the miner said when both are honest
 * @param claimed tokens as the miner's engine counted them, null when it didn't
 * @param doneReason {@code stop} or {@code length}; empty when the answer didn't end as it should
 * @param firstTokenNanos from the request to the first chunk, 0 when none came
 * @param totalNanos from the request to its end
 */
public record DirectAnswer(
        Outcome outcome,
        String detail,
        String text,
        List<AnswerToken> tokens,
        String tokenText,
        @Nullable TokenCount claimed,
        String doneReason,
        long firstTokenNanos,
        long totalNanos) {

    public DirectAnswer {
        tokens = List.copyOf(tokens);
        if (firstTokenNanos < 0 || totalNanos < firstTokenNanos) {
            throw new IllegalArgumentException(
                    "firstTokenNanos: " + firstTokenNanos + " must be from 0 to totalNanos, " + totalNanos);
        }
    }

    /** How a miner fared with one request. */
    public enum Outcome {
        /** The answer came whole. */
        ANSWERED,
        /** Its queue is full: HTTP 503 or 429. */
        BUSY,
        /** It said no, or its answer is broken or broke off. */
        FAILED,
        /** The answer wasn't whole within the deadline. */
        LATE,
        /** Nobody listens there, or not as the miner it should be. */
        UNREACHABLE
    }

    static DirectAnswer unreachable(String detail) {
        return new DirectAnswer(Outcome.UNREACHABLE, detail, "", List.of(), "", null, "", 0, 0);
    }
}
