package org.synapsesubnet.validator.verification;

import java.util.Optional;
import java.util.OptionalDouble;
import org.synapsesubnet.validator.gateway.relay.AnswerToken;

/**
 * How likely one token of a miner's answer is, as the miner claims and as the reference finds with the same text before
 * it.
 *
 * @param position of the token in the answer, 0 or more
 * @param claimed natural logarithm of the probability
 * @param reference natural logarithm of the probability, or the most it can be
 * @param bound whether the reference only knows the most it can be
 */
record Probe(int position, String token, double claimed, double reference, boolean bound) {

    /** In millionths of a nat, so that it is an integer from here on; an absurd claim counts as 1,000 nats. */
    long error() {
        return Math.round(Math.min(1e3, Math.abs(claimed - reference)) * 1e6);
    }

    /** Empty when the reference can't tell: its list ends above what the miner claims. */
    static Optional<Probe> of(int position, AnswerToken token, ReferenceToken reference) {
        double claimed = Double.isFinite(token.logprob()) ? token.logprob() : -1e3;
        OptionalDouble exact = reference.logprobOf(token.text());
        if (exact.isPresent()) {
            return Optional.of(new Probe(position, token.text(), claimed, exact.getAsDouble(), false));
        }
        OptionalDouble most = reference.mostForOthers();
        return most.isPresent() && claimed > most.getAsDouble()
                ? Optional.of(new Probe(position, token.text(), claimed, most.getAsDouble(), true))
                : Optional.empty();
    }
}
