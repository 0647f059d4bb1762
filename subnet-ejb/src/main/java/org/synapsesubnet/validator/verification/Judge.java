package org.synapsesubnet.validator.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;

/** Makes a verdict of a question and the answers to it. Pure: the same in gives the same out. */
final class Judge {

    /** A shorter text may well come twice. */
    private static final int SHORTEST_REMEMBERED = 24;

    private Judge() {}

    /**
     * What the reference has to say.
     *
     * @param answer null when it couldn't be asked
     * @param silence why not, empty when it could
     */
    record Opinion(@Nullable ReferenceAnswer answer, List<Probe> probes, String silence) {

        static Opinion none(String reason) {
            return new Opinion(null, List.of(), reason);
        }
    }

    /** @param repeated whether the miner gave the same text to another question */
    static Verdict judge(Challenge challenge, DirectAnswer answer, Opinion opinion, boolean repeated) {
        if (answer.outcome() != DirectAnswer.Outcome.ANSWERED) {
            return new Verdict(
                    ChallengeOutcome.of(answer.outcome()),
                    answer.detail(),
                    null,
                    answer.firstTokenNanos(),
                    answer.totalNanos(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    0,
                    null,
                    Evidence.of(answer, opinion, Optional.empty(), List.of()));
        }
        ChallengeTerms terms = challenge.terms();
        ReferenceAnswer reference = opinion.answer();
        Agreement agreement = reference == null ? null : Agreement.of(answer.text(), reference);
        // A model may well say the same to two questions; then the reference says it too.
        boolean replayed = repeated && (agreement == null || !agreement.whole());
        List<Check> checks = FormChecks.of(terms, answer, reference, agreement, replayed);
        return new Verdict(
                ChallengeOutcome.ANSWERED,
                "",
                counted(terms, answer, reference, agreement),
                answer.firstTokenNanos(),
                answer.totalNanos(),
                Optional.ofNullable(agreement),
                median(opinion.probes()),
                (int) checks.stream().filter(check -> !check.passed()).count(),
                digest(answer.text()).orElse(null),
                Evidence.of(answer, opinion, Optional.ofNullable(agreement), checks));
    }

    /** Tells a text again; empty when it is too short to mean anything. */
    static Optional<String> digest(String text) {
        return text.length() < SHORTEST_REMEMBERED ? Optional.empty() : Optional.of(Sha256.hexOf(text.getBytes(UTF_8)));
    }

    /** The reference's counts where it counted the same text, else the miner's as far as the question allows. */
    private static @Nullable TokenCount counted(
            ChallengeTerms terms,
            DirectAnswer answer,
            @Nullable ReferenceAnswer reference,
            @Nullable Agreement agreement) {
        if (reference != null && agreement != null && agreement.whole()) {
            return new TokenCount(reference.promptTokens(), reference.completionTokens(), false);
        }
        TokenCount claimed = answer.claimed();
        if (claimed == null) {
            return null;
        }
        long prompt = reference == null ? claimed.prompt() : reference.promptTokens();
        return new TokenCount(prompt, Math.min(claimed.completion(), terms.numPredict()), true);
    }

    /** The lower one of two in the middle. */
    private static OptionalLong median(List<Probe> probes) {
        long[] errors = probes.stream().mapToLong(Probe::error).sorted().toArray();
        return errors.length == 0 ? OptionalLong.empty() : OptionalLong.of(errors[(errors.length - 1) / 2]);
    }
}
