package org.synapsesubnet.validator.verification;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;

/**
 * What is kept of a challenge.
 *
 * @param tokens as far as they can be relied on, null when the miner made none
 * @param firstTokenNanos 0 when no chunk came
 * @param agreement empty when the answer wasn't compared with the reference's
 * @param logprobError median absolute difference in millionths of a nat
 * @param faults failed checks, 0 or more
 * @param digest SHA-256 of the text in hexadecimal, null when there is none worth remembering
 * @param evidence JSON
 */
record Verdict(
        ChallengeOutcome outcome,
        String detail,
        @Nullable TokenCount tokens,
        long firstTokenNanos,
        long totalNanos,
        Optional<Agreement> agreement,
        OptionalLong logprobError,
        int faults,
        @Nullable String digest,
        String evidence) {}
