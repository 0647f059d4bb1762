package org.synapsesubnet.web.chain;

import java.util.Locale;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.web.problem.RetryLaterException;

/** What the chain's refusals and failures look like over REST. */
final class ChainProblems {
    private ChainProblems() {}

    static ProblemException of(ChainException e) {
        return switch (e.reason()) {
            case UNKNOWN_BLOCK ->
                new ProblemException(Problem.of(
                        "unknown-block", "Unknown block", 404, "The chain has no such block yet: " + e.getMessage()));
            case STATE_PRUNED ->
                new ProblemException(Problem.of(
                        "state-pruned",
                        "State pruned",
                        410,
                        "What was true then isn't kept any more: " + e.getMessage()));
            case DEADLINE_EXCEEDED ->
                unavailable(
                        "The chain didn't answer in time. A command may still come to pass; sending it again is harmless.");
            case UNAVAILABLE, CLOSED, STORE_LOCKED, STORE_CORRUPT, WRONG_CHAIN, BAD_CONFIGURATION ->
                unavailable("The chain can't be reached at the moment.");
        };
    }

    private static ProblemException unavailable(String detail) {
        return new RetryLaterException(Problem.of("chain-unavailable", "Chain unavailable", 503, detail), 2);
    }

    /** The type ends with the refusal's name, such as {@code chain-refused-nonce-used}. */
    static ProblemException of(CommandReceipt.Refused refused) {
        String name = refused.refusal().name();
        return new ProblemException(Problem.of(
                "chain-refused-" + name.toLowerCase(Locale.ROOT).replace('_', '-'),
                "The chain refused the command",
                409,
                name + ": " + refused.detail()));
    }
}
