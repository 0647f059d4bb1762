package org.synapsesubnet.validator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.relay.AnswerToken;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer.Outcome;
import org.synapsesubnet.validator.verification.Judge.Opinion;
import org.synapsesubnet.validator.verification.ReferenceAnswer.Piece;

class JudgeTest {

    private static final List<String> WORDS = List.of("a", " long", " enough", " text", " of", " some", " words", ".");
    private static final String TEXT = String.join("", WORDS);
    private static final Challenge CHALLENGE =
            new Challenge(new Hotkey("0x" + "1".repeat(40)), 0, 1, "tiny:latest", """
            {"model":"tiny","messages":[],"stream":true,"options":{"seed":1,"num_predict":8},"logprobs":true}""", 0, 1);
    private static final ReferenceAnswer REFERENCE = new ReferenceAnswer(
            WORDS.stream()
                    .map(word -> new Piece(word, List.of(new ReferenceToken(word, -1, List.of()))))
                    .toList(),
            12,
            8);
    private static final Opinion OPINION = new Opinion(REFERENCE, List.of(), "");

    @Test
    void findsNoFaultInAnHonestAnswer() {
        Verdict verdict = judge(answer(WORDS, new TokenCount(12, 8, false), "length"));

        assertThat(verdict.outcome()).isEqualTo(ChallengeOutcome.ANSWERED);
        assertThat(verdict.agreement()).contains(new Agreement(8, 8, 1_000_000));
        assertThat(failed(verdict)).isEmpty();
        assertThat(verdict.tokens()).isEqualTo(new TokenCount(12, 8, false));
    }

    @Test
    void comparesUpToTheFirstOtherToken() {
        List<String> words = new ArrayList<>(WORDS);
        words.set(3, " prose");
        assertThat(Agreement.of(String.join("", words), REFERENCE)).isEqualTo(new Agreement(4, 3, 1_000_000));
        assertThat(Agreement.of("", REFERENCE)).isEqualTo(new Agreement(1, 0, 0));
        assertThat(Agreement.of(TEXT + " More.", REFERENCE)).isEqualTo(new Agreement(9, 8, 1_000_000));
    }

    @Test
    void aShortAnswerIsLikeUpToItsEndAndIncomplete() {
        Verdict verdict = judge(answer(WORDS.subList(0, 4), new TokenCount(12, 4, false), "length"));

        assertThat(verdict.agreement()).hasValueSatisfying(agreement -> {
            assertThat(agreement.matched()).isEqualTo(4);
            assertThat(agreement.compared()).isEqualTo(5);
            assertThat(agreement.completeness()).isEqualTo(18 * 1_000_000 / TEXT.length());
        });
        assertThat(failed(verdict)).containsExactly("ending");
    }

    @Test
    void countsAgainWhatIsClaimed() {
        assertThat(failed(judge(answer(WORDS, new TokenCount(12, 16, false), "stop"))))
                .containsExactly("ending", "counts");
        assertThat(failed(judge(answer(WORDS, new TokenCount(24, 8, false), "length"))))
                .containsExactly("counts");
        assertThat(failed(judge(answer(WORDS, new TokenCount(12, 4, false), "stop"))))
                .containsExactly("counts");
        assertThat(failed(judge(answer(WORDS, null, "stop")))).containsExactly("counts");
        assertThat(judge(answer(WORDS, new TokenCount(12, 16, false), "stop")).tokens())
                .as("what is used further on isn't the claim")
                .isEqualTo(new TokenCount(12, 8, false));
    }

    @Test
    void wantsTheTokensToMakeTheText() {
        DirectAnswer honest = answer(WORDS, new TokenCount(12, 8, false), "length");
        assertThat(failed(judge(with(honest, honest.tokens(), "another text")))).containsExactly("tokens");
        assertThat(failed(judge(with(honest, List.of(), "")))).containsExactly("tokens");
        List<AnswerToken> sure =
                WORDS.stream().map(word -> new AnswerToken(word, 0.5)).toList();
        assertThat(failed(judge(with(honest, sure, TEXT)))).containsExactly("tokens");
    }

    @Test
    void aTextGivenBeforeIsNoAnswerUnlessTheReferenceGivesItToo() {
        List<String> words = new ArrayList<>(WORDS);
        words.set(3, " prose");
        DirectAnswer other = answer(words, new TokenCount(12, 8, false), "length");
        DirectAnswer honest = answer(WORDS, new TokenCount(12, 8, false), "length");

        assertThat(failed(Judge.judge(CHALLENGE, other, OPINION, true))).containsExactly("original");
        assertThat(failed(Judge.judge(CHALLENGE, honest, Opinion.none("it is down"), true)))
                .containsExactly("original");
        assertThat(failed(Judge.judge(CHALLENGE, honest, OPINION, true))).isEmpty();
    }

    @Test
    void withoutTheReferenceNothingIsHeldAgainstAMiner() {
        DirectAnswer answer = answer(WORDS, new TokenCount(99, 8, false), "length");
        Verdict verdict = Judge.judge(CHALLENGE, answer, Opinion.none("it is down"), false);

        assertThat(verdict.agreement()).isEmpty();
        assertThat(verdict.logprobError()).isEmpty();
        assertThat(verdict.faults()).isZero();
        assertThat(evidence(verdict).path("notChecked").asText()).isEqualTo("it is down");
    }

    @Test
    void theMedianOfProbesIsTheError() {
        List<Probe> probes = List.of(probe(-1.0, -1.5), probe(-2.0, -2.001), probe(-1e9, -1));
        Verdict verdict = Judge.judge(
                CHALLENGE,
                answer(WORDS, new TokenCount(12, 8, false), "length"),
                new Opinion(REFERENCE, probes, ""),
                false);

        assertThat(verdict.logprobError()).hasValue(500_000);
        assertThat(evidence(verdict).path("probes")).hasSize(3);
    }

    @Test
    void aProbeOutsideTheListTellsOnlyOfClaimsAboveIt() {
        ReferenceToken place = new ReferenceToken(
                "x", -1, List.of(new ReferenceToken.Alternative("x", -1), new ReferenceToken.Alternative("y", -2)));

        assertThat(Probe.of(0, new AnswerToken("y", -2.5), place))
                .hasValueSatisfying(probe -> assertThat(probe.error()).isEqualTo(500_000));
        assertThat(Probe.of(0, new AnswerToken("z", -0.5), place))
                .hasValueSatisfying(probe -> assertThat(probe.error()).isEqualTo(1_500_000));
        assertThat(Probe.of(0, new AnswerToken("z", -5), place)).isEmpty();
    }

    private static Verdict judge(DirectAnswer answer) {
        return Judge.judge(CHALLENGE, answer, OPINION, false);
    }

    private static Probe probe(double claimed, double reference) {
        return new Probe(0, "x", claimed, reference, false);
    }

    private static DirectAnswer answer(List<String> words, @Nullable TokenCount claimed, String reason) {
        String text = String.join("", words);
        return new DirectAnswer(
                Outcome.ANSWERED,
                "",
                text,
                words.stream().map(word -> new AnswerToken(word, -1)).toList(),
                text,
                claimed,
                reason,
                5_000_000,
                50_000_000);
    }

    private static DirectAnswer with(DirectAnswer answer, List<AnswerToken> tokens, String tokenText) {
        return new DirectAnswer(
                answer.outcome(),
                answer.detail(),
                answer.text(),
                tokens,
                tokenText,
                answer.claimed(),
                answer.doneReason(),
                answer.firstTokenNanos(),
                answer.totalNanos());
    }

    private static List<String> failed(Verdict verdict) {
        return StreamSupport.stream(evidence(verdict).path("checks").spliterator(), false)
                .filter(check -> !check.path("passed").asBoolean())
                .map(check -> check.path("name").asText())
                .toList();
    }

    private static JsonNode evidence(Verdict verdict) {
        try {
            return OllamaClient.JSON.readTree(verdict.evidence());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
