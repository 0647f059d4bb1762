package org.synapsesubnet.validator.verification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.relay.AnswerToken;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;

/** The cheap rungs of the ladder: form, counts, pace and originality, each passed or failed. */
final class FormChecks {

    /** Share of the reference's count by which a miner's may be off, and at least one token. */
    private static final int TOLERATED_PERCENT = 5;

    /** Far above what makes one token after the other, far below what a memory gives. */
    private static final long MOST_TOKENS_PER_SECOND = 50_000;

    private static final double ROUNDING = 1e-6;

    private final ChallengeTerms terms;
    private final DirectAnswer answer;
    private final List<Check> checks = new ArrayList<>();

    private FormChecks(ChallengeTerms terms, DirectAnswer answer) {
        this.terms = terms;
        this.answer = answer;
    }

    /**
     * @param reference null when it couldn't be asked
     * @param agreement null when it couldn't be asked
     * @param repeated whether the text is one that the miner gave to another question, and not the reference's
     */
    static List<Check> of(
            ChallengeTerms terms,
            DirectAnswer answer,
            @Nullable ReferenceAnswer reference,
            @Nullable Agreement agreement,
            boolean replayed) {
        FormChecks form = new FormChecks(terms, answer);
        form.ending();
        form.counts(reference, agreement);
        form.pace();
        if (terms.logprobs()) {
            form.tokens();
        }
        form.check("original", !replayed, replayed ? "the same text answered another question" : "a text of its own");
        return form.checks;
    }

    private void ending() {
        TokenCount claimed = answer.claimed();
        long made = claimed == null ? -1 : claimed.completion();
        switch (answer.doneReason()) {
            case "length" ->
                check(
                        "ending",
                        near(made, terms.numPredict()),
                        "length after %d of %d".formatted(made, terms.numPredict()));
            case "stop" -> check("ending", made <= most(), "stop after " + made);
            default -> check("ending", false, "ends by '" + answer.doneReason() + "'");
        }
    }

    private void counts(@Nullable ReferenceAnswer reference, @Nullable Agreement agreement) {
        TokenCount claimed = answer.claimed();
        if (claimed == null) {
            check("counts", false, "no counts of tokens");
        } else if (reference == null || agreement == null) {
            check("counts", claimed.completion() <= most(), "completion " + claimed.completion());
        } else {
            boolean prompt = near(claimed.prompt(), reference.promptTokens());
            // Counted again only where the text is the same, as there is nothing else to count with.
            boolean completion = agreement.whole()
                    ? near(claimed.completion(), reference.completionTokens())
                    : claimed.completion() <= most();
            check(
                    "counts",
                    prompt && completion,
                    "prompt %d of %d, completion %d of %d"
                            .formatted(
                                    claimed.prompt(),
                                    reference.promptTokens(),
                                    claimed.completion(),
                                    agreement.whole() ? reference.completionTokens() : terms.numPredict()));
        }
    }

    private void pace() {
        TokenCount claimed = answer.claimed();
        long tokens = claimed == null ? answer.tokens().size() : Math.min(claimed.completion(), Integer.MAX_VALUE);
        long perSecond = tokens * 1_000_000_000L / Math.max(1, answer.totalNanos());
        check("pace", perSecond <= MOST_TOKENS_PER_SECOND, perSecond + " tokens a second");
    }

    private void tokens() {
        List<AnswerToken> tokens = answer.tokens();
        TokenCount claimed = answer.claimed();
        boolean likely = tokens.stream().allMatch(token -> token.logprob() <= ROUNDING);
        // Ollama forgets the tokens of a chunk without text, and a broken character can be shown in several ways.
        boolean complete = claimed != null && tokens.size() >= claimed.completion() - 1;
        boolean comparable = complete && answer.text().indexOf('\uFFFD') < 0;
        if (tokens.isEmpty()) {
            check("tokens", answer.text().isEmpty(), "no log-probabilities, though asked for");
        } else if (tokens.size() > most()) {
            check("tokens", false, tokens.size() + " are more than " + terms.numPredict());
        } else if (!likely) {
            check("tokens", false, "a log-probability is above 0 or no number");
        } else if (comparable) {
            boolean same = answer.tokenText().equals(answer.text());
            check("tokens", same, same ? "they make the text" : "they don't make the text");
        } else {
            check("tokens", true, "some have no text");
        }
    }

    /** Engines differ in whether the token that ends an answer counts. */
    private long most() {
        return terms.numPredict() + 1L;
    }

    private void check(String name, boolean passed, String detail) {
        checks.add(new Check(name, passed, detail));
    }

    private static boolean near(long claimed, long counted) {
        return Math.abs(claimed - counted) <= Math.max(1, counted * TOLERATED_PERCENT / 100);
    }
}
