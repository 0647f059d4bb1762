package org.synapsesubnet.validator.verification;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A token that the reference made, with what else it might have been.
 *
 * @param logprob natural logarithm of its probability
 * @param top the likeliest tokens there, the likeliest first
 */
record ReferenceToken(String text, double logprob, List<Alternative> top) {

    /** One of the likeliest tokens at a place. */
    record Alternative(String text, double logprob) {}

    ReferenceToken {
        top = List.copyOf(top);
    }

    /** The logarithm of the probability that this text stands here; empty when it isn't among the likeliest. */
    OptionalDouble logprobOf(String token) {
        if (token.equals(text)) {
            return OptionalDouble.of(logprob);
        }
        return top.stream()
                .filter(alternative -> alternative.text().equals(token))
                .mapToDouble(Alternative::logprob)
                .findFirst();
    }

    /** What is not among the likeliest is at most as likely as the last of them. */
    OptionalDouble mostForOthers() {
        return top.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(top.getLast().logprob());
    }
}
