package org.synapsesubnet.validator.verification;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.synapsesubnet.validator.gateway.relay.AnswerToken;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;

/**
 * Compares log-probabilities. As far as miner and reference made the same tokens, the reference's own answer has them;
 * behind that the miner's text is put into the reference's mouth at a few places that the epoch's secret chooses.
 */
final class Prober {

    private static final int FORCED = 4;
    private static final int TRIES = 10;
    private static final char BROKEN = '\uFFFD';

    private final TrustedReference reference;

    Prober(TrustedReference reference) {
        this.reference = reference;
    }

    /** Empty when the miner told no log-probabilities. */
    List<Probe> probes(Challenge challenge, DirectAnswer answer, ReferenceAnswer expected, long untilNanos)
            throws InterruptedException {
        List<AnswerToken> tokens = answer.tokens();
        List<ReferenceToken> same = expected.tokens();
        List<Probe> probes = new ArrayList<>();
        int at = 0;
        while (at < Math.min(tokens.size(), same.size())) {
            Probe.of(at, tokens.get(at), same.get(at)).ifPresent(probes::add);
            if (!tokens.get(at).text().equals(same.get(at).text())) {
                break;
            }
            at++;
        }
        try {
            force(challenge, answer, expected, at + 1, untilNanos, probes);
        } catch (ReferenceUnavailableException e) {
            VerificationLog.LOG.referenceFailed(challenge.hotkey().address(), String.valueOf(e.getMessage()));
        }
        return probes;
    }

    private void force(
            Challenge challenge,
            DirectAnswer answer,
            ReferenceAnswer expected,
            int first,
            long untilNanos,
            List<Probe> probes)
            throws ReferenceUnavailableException, InterruptedException {
        List<AnswerToken> tokens = answer.tokens();
        if (first >= tokens.size()) {
            return;
        }
        String prompt = reference.rendered(challenge, untilNanos);
        int found = 0;
        for (int position : positions(challenge.probeSeed(), first, tokens.size())) {
            String said =
                    tokens.subList(0, position).stream().map(AnswerToken::text).collect(Collectors.joining());
            if (found == FORCED || said.indexOf(BROKEN) >= 0) {
                continue;
            }
            TrustedReference.Continuation next = reference.next(challenge, prompt + said, untilNanos);
            // Other tokens can make the same text; then it isn't the same place.
            if (next.token().isPresent() && next.promptTokens() == expected.promptTokens() + position) {
                probes.addAll(
                        Probe.of(position, tokens.get(position), next.token().get()).stream()
                                .toList());
                found++;
            }
        }
    }

    private static Set<Integer> positions(long seed, int first, int end) {
        SecretDraws draws = new SecretDraws("%064x".formatted(seed), "probes/v1");
        Set<Integer> positions = new LinkedHashSet<>();
        for (int i = 0; i < TRIES; i++) {
            positions.add(draws.between(first, end - 1));
        }
        return positions;
    }
}
