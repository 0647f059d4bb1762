package org.synapsesubnet.validator.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.validator.verification.ChallengeOutcome;
import org.synapsesubnet.validator.verification.JudgedChallenge;

/** The terms one by one. Weights other than F16 are as measured on a two-layer model with 60 prompts. */
class TermsTest {

    @Test
    void qualityTellsQuantisationsApart() {
        int honest = steadyQuality(answer(36, 36, 0));
        int eightBit = steadyQuality(answer(143, 142, 1_000));
        int fourBit = steadyQuality(answer(12, 11, 24_000));
        int other = steadyQuality(answer(1, 0, 1_300_000));

        assertThat(honest).isEqualTo(Millionths.ONE);
        assertThat(eightBit).isBetween(450_000, 850_000);
        assertThat(fourBit).isLessThan(50_000);
        assertThat(other).isLessThan(1_000);
    }

    @Test
    void oneOtherTokenDoesNotRuinAMiner() {
        List<JudgedChallenge> challenges =
                List.of(answer(36, 36, 0), answer(36, 36, 0), answer(36, 36, 0), answer(5, 4, 0));

        assertThat(of(challenges).quality()).isGreaterThan(750_000);
        assertThat(of(challenges).after(steady(answer(36, 36, 0))).quality()).isGreaterThan(800_000);
    }

    @Test
    void shortenedAnswersAndFailedChecksCostQuality() {
        JudgedChallenge halved =
                new JudgedChallenge(ChallengeOutcome.ANSWERED, "tiny", 18, 1, 1, 19, 18, 500_000, 0L, 0);
        JudgedChallenge inflated =
                new JudgedChallenge(ChallengeOutcome.ANSWERED, "tiny", 36, 1, 1, 36, 36, 1_000_000, 0L, 1);

        assertThat(steadyQuality(halved)).isLessThan(20_000);
        assertThat(steadyQuality(inflated)).isZero();
        assertThat(of(List.of(answer(36, 36, 0), answer(36, 36, 0), answer(36, 36, 0), inflated))
                        .quality())
                .as("one failed check of four")
                .isEqualTo(562_500);
    }

    @Test
    void aModelIsMeasuredByItsOwnCalibration() {
        Calibration calibration = Calibration.parse(List.of("tiny=40000/100000", " "));
        JudgedChallenge eightBitTiny =
                new JudgedChallenge(ChallengeOutcome.ANSWERED, "tiny:latest", 36, 1, 1, 36, 35, 1_000_000, 33_000L, 0);

        assertThat(Evidence.of(List.of(eightBitTiny), calibration).closeness()).isEqualTo(547_945);
        assertThat(Evidence.of(List.of(eightBitTiny), Calibration.USUAL).closeness())
                .isEqualTo(108_108);
        assertThat(Evidence.of(List.of(eightBitTiny), calibration).agreement())
                .isGreaterThan(
                        Evidence.of(List.of(eightBitTiny), Calibration.USUAL).agreement());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.parse(List.of("tiny=4")))
                .withMessageContaining("synapse.scoring.calibration: 'tiny=4'");
    }

    @Test
    void whatWasNotCheckedIsNoPunishment() {
        JudgedChallenge unchecked =
                new JudgedChallenge(ChallengeOutcome.ANSWERED, "tiny", 36, 1, 1, null, null, null, null, 0);
        Evidence known = of(Collections.nCopies(4, answer(36, 36, 0)));

        assertThat(of(List.of(unchecked)).quality()).isEqualTo(500_000);
        assertThat(of(List.of(unchecked)).after(known).quality()).isEqualTo(Millionths.ONE);
    }

    @Test
    void qualityFallsWithEachOtherTokenAndNeverByLeaps() {
        int before = Millionths.ONE;
        for (int others = 0; others <= 160; others++) {
            int quality = new Evidence(
                            160_000_000L,
                            160_000_000L - others * 1_000_000L,
                            160 * 10_000L,
                            4_000_000,
                            4_000_000,
                            4_000_000,
                            4_000_000,
                            4_000_000,
                            4_000_000)
                    .quality();
            assertThat(quality).isBetween(0, before);
            assertThat(before - quality).as("%d other tokens", others).isLessThan(220_000);
            before = quality;
        }
    }

    @Test
    void closenessFallsWithTheErrorAndNeverByLeaps() {
        int before = Millionths.ONE;
        for (long error = 0; error <= 1_000_000; error += 100) {
            int closeness = of(List.of(answer(36, 36, error))).closeness();
            assertThat(closeness).isBetween(1, before);
            assertThat(before - closeness).isLessThan(25_000);
            before = closeness;
        }
    }

    @Test
    void evidenceOfTheEpochOutweighsAllBefore() {
        Evidence lasting = steady(answer(36, 36, 0));
        Evidence bad = of(Collections.nCopies(4, answer(12, 11, 24_000)));

        assertThat(bad.after(lasting).quality()).isLessThan(200_000);
        assertThat(bad.after(bad.after(lasting)).quality()).isLessThan(60_000);
    }

    @Test
    void reliabilityCountsWhatWasAsked() {
        assertThat(reliability(ChallengeOutcome.ANSWERED, ChallengeOutcome.ANSWERED))
                .isEqualTo(1_000_000);
        assertThat(reliability(ChallengeOutcome.ANSWERED, ChallengeOutcome.LATE))
                .isEqualTo(500_000);
        assertThat(reliability(ChallengeOutcome.ANSWERED, ChallengeOutcome.BUSY))
                .isEqualTo(750_000);
        assertThat(reliability(ChallengeOutcome.ANSWERED, ChallengeOutcome.MISSED))
                .isEqualTo(1_000_000);
        assertThat(reliability(ChallengeOutcome.UNREACHABLE, ChallengeOutcome.FAILED))
                .isZero();
    }

    @Test
    void speedIsMeasuredByTheMedianMinerOfTheModel() {
        List<JudgedChallenge> fast = List.of(timed("tiny", 10, 100));
        List<JudgedChallenge> median = List.of(timed("tiny", 20, 200));
        List<JudgedChallenge> slow = List.of(timed("tiny", 60, 600));
        List<JudgedChallenge> ofAnotherModel = List.of(timed("huge", 9_000, 90_000));
        Pace pace = new Pace(List.of(fast, median, slow, ofAnotherModel));

        assertThat(pace.of(median)).isEqualTo(new Pace.Speed(750_000, 1_000_000, 1_000_000));
        assertThat(pace.of(ofAnotherModel).speed()).isEqualTo(750_000);
        assertThat(pace.of(slow).speed()).isEqualTo(500_000);
        assertThat(pace.of(fast).speed()).isBetween(850_000, 860_000);
        assertThat(pace.of(List.of()).speed()).isZero();
    }

    @Test
    void aBetterTermNeverMakesAWorseScore() {
        List<Integer> steps =
                IntStream.rangeClosed(0, 20).mapToObj(i -> i * 50_000).toList();
        Score before = new Score(0, 0, 0, 0, 400_000);
        for (int i = 1; i < steps.size(); i++) {
            int less = steps.get(i - 1);
            int more = steps.get(i);
            for (int other : List.of(0, 300_000, 1_000_000)) {
                assertThat(Score.of(more, other, other, before).score())
                        .isBetween(Score.of(less, other, other, before).score(), Millionths.ONE);
                assertThat(Score.of(other, more, other, before).score())
                        .isGreaterThanOrEqualTo(
                                Score.of(other, less, other, before).score());
                assertThat(Score.of(other, other, more, before).score())
                        .isGreaterThanOrEqualTo(
                                Score.of(other, other, less, before).score());
            }
        }
        assertThat(Score.of(1_000_000, 1_000_000, 1_000_000, new Score(0, 0, 0, 0, 1_000_000))
                        .score())
                .isEqualTo(1_000_000);
    }

    @Test
    void weightsAreSquaresOfTheBest() {
        assertThat(score(800_000).weight(800_000)).isEqualTo(65_535);
        assertThat(score(400_000).weight(800_000)).isEqualTo(16_384);
        assertThat(score(0).weight(800_000)).isZero();
        assertThat(score(0).weight(0)).isZero();
        assertThat(score(1_000_000).weight(1_000_000)).isEqualTo(65_535);
    }

    @Test
    void theSpecificationHasTheHashThatWasPublished() {
        assertThat(ScoringSpec.hash())
                .as("a changed text needs a new version")
                .isEqualTo("e1613ef7d478ab04a012a51e2b3e2d96fe31841be7ffff88e598592f335074d2");
    }

    private static Evidence of(List<JudgedChallenge> challenges) {
        return Evidence.of(challenges, Calibration.USUAL);
    }

    private static Score score(int score) {
        return new Score(0, 0, 0, 0, score);
    }

    private static int reliability(ChallengeOutcome... outcomes) {
        List<JudgedChallenge> challenges = new ArrayList<>();
        for (ChallengeOutcome outcome : outcomes) {
            challenges.add(new JudgedChallenge(outcome, "tiny", 0, 0, 0, null, null, null, null, 0));
        }
        return Outcomes.of(challenges).reliability();
    }

    private static JudgedChallenge timed(String model, long perToken, long first) {
        return new JudgedChallenge(
                ChallengeOutcome.ANSWERED, model, 10, first, 10 * perToken, null, null, null, null, 0);
    }

    private static JudgedChallenge answer(int compared, int matched, long error) {
        return new JudgedChallenge(
                ChallengeOutcome.ANSWERED, "tiny", compared, 1, 1, compared, matched, 1_000_000, error, 0);
    }

    private static int steadyQuality(JudgedChallenge challenge) {
        return steady(challenge).quality();
    }

    /** After many epochs of four such answers each. */
    private static Evidence steady(JudgedChallenge challenge) {
        Evidence evidence = Evidence.NONE;
        for (int epoch = 0; epoch < 20; epoch++) {
            evidence = of(Collections.nCopies(4, challenge)).after(evidence);
        }
        return evidence;
    }
}
