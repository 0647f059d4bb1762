package org.synapsesubnet.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final int[] NO_TEXT = {};
    private static final int DRAWS = 20_000;

    /** Probabilities 0.5, 0.25, 0.125, 0.125. */
    private static final float[] LOGITS = {
        (float) Math.log(4), (float) Math.log(8), (float) Math.log(2), (float) Math.log(2)
    };

    private static SamplingOptions options(double temperature, int topK, double topP, double minP) {
        return new SamplingOptions(1, temperature, topK, topP, minP, 1, 64, 0, 0, -1, List.of());
    }

    private static SamplingOptions penalties(double repeat, int lastN, double presence, double frequency) {
        return new SamplingOptions(1, 0, 0, 1, 0, repeat, lastN, presence, frequency, -1, List.of());
    }

    private static double[] frequencies(SamplingOptions options) {
        Sampler sampler = new Sampler(options, 0);
        double[] frequencies = new double[LOGITS.length];
        for (int i = 0; i < DRAWS; i++) {
            frequencies[sampler.next(LOGITS, NO_TEXT, 0)] += 1.0 / DRAWS;
        }
        return frequencies;
    }

    @Test
    void drawsByTheModelsProbabilitiesAtTemperatureOne() {
        assertThat(frequencies(options(1, 0, 1, 0)))
                .containsExactly(new double[] {0.25, 0.5, 0.125, 0.125}, within(0.015));
    }

    @Test
    void aHigherTemperatureFlattensAndALowerSharpens() {
        // At temperature 2 the weights are square roots, at 0.5 squares.
        double flat = Math.sqrt(8) / (Math.sqrt(8) + Math.sqrt(4) + 2 * Math.sqrt(2));
        double sharp = 64.0 / (64 + 16 + 4 + 4);
        assertThat(frequencies(options(2, 0, 1, 0))[1]).isCloseTo(flat, within(0.015));
        assertThat(frequencies(options(0.5, 0, 1, 0))[1]).isCloseTo(sharp, within(0.015));
    }

    @Test
    void temperatureZeroTakesTheLikeliestAndTheLowestIdOfEquals() {
        assertThat(new Sampler(options(0, 0, 1, 0), 0).next(LOGITS, NO_TEXT, 0)).isEqualTo(1);
        assertThat(new Sampler(options(0, 0, 1, 0), 0).next(new float[] {1, 3, 3}, NO_TEXT, 0))
                .isEqualTo(1);
    }

    @Test
    void topKKeepsTheLikeliest() {
        assertThat(frequencies(options(1, 2, 1, 0)))
                .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0, 0}, within(0.015));
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        assertThat(frequencies(options(1, 0, 0.74, 0)))
                .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0, 0}, within(0.015));
        assertThat(frequencies(options(1, 0, 0, 0))[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void minPDropsWhatIsFarBelowTheLikeliest() {
        assertThat(frequencies(options(1, 0, 1, 0.4)))
                .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0, 0}, within(0.015));
    }

    @Test
    void theSameSeedDrawsTheSame() {
        Sampler a = new Sampler(options(1, 0, 1, 0), 5);
        Sampler b = new Sampler(options(1, 0, 1, 0), 6);
        for (int i = 0; i < 100; i++) {
            assertThat(a.next(LOGITS, NO_TEXT, 0)).isEqualTo(b.next(LOGITS, NO_TEXT, 0));
        }
    }

    @Test
    void neighbouringSeedsDrawDifferently() {
        double first = 0;
        for (int seed = 0; seed < 1000; seed++) {
            SamplingOptions options = new SamplingOptions(seed, 1, 0, 1, 0, 1, 64, 0, 0, -1, List.of());
            first += new Sampler(options, 0).next(LOGITS, NO_TEXT, 0) == 1 ? 1 : 0;
        }
        assertThat(first / 1000).isCloseTo(0.5, within(0.06));
    }

    @Test
    void aRepeatPenaltyDividesPositiveAndMultipliesNegativeLogits() {
        float[] logits = {2, 1.9f, -1, -1.1f};
        assertThat(new Sampler(penalties(1.2, 64, 0, 0), 0).next(logits, new int[] {0}, 1))
                .isEqualTo(1);
        float[] negative = {-1, -1.1f};
        assertThat(new Sampler(penalties(1.2, 64, 0, 0), 0).next(negative, new int[] {0}, 1))
                .isEqualTo(1);
    }

    @Test
    void penaltiesReachBackOnlyRepeatLastN() {
        float[] logits = {2, 1.9f};
        int[] text = {0, 1};
        assertThat(new Sampler(penalties(2, 1, 0, 0), 0).next(logits, text, 2)).isZero();
        assertThat(new Sampler(penalties(2, 0, 0, 0), 0).next(logits, new int[] {0}, 1))
                .isZero();
        assertThat(new Sampler(penalties(2, -1, 0, 0), 0).next(new float[] {2, 1.9f, 1.5f}, text, 2))
                .isEqualTo(2);
    }

    @Test
    void presenceCountsOnceAndFrequencyEachTime() {
        float[] logits = {2, 1.4f, 1};
        int[] text = {0, 0, 1};
        assertThat(new Sampler(penalties(1, 64, 0.5, 0), 0).next(logits, text, 3))
                .isZero();
        assertThat(new Sampler(penalties(1, 64, 0, 0.5), 0).next(logits, text, 3))
                .isZero();
        assertThat(new Sampler(penalties(1, 64, 0, 0.6), 0).next(logits, text, 3))
                .isEqualTo(2);
    }

    @Test
    void refusesLogitsThatAreNoNumbers() {
        Sampler sampler = new Sampler(options(1, 0, 1, 0), 0);
        assertThatThrownBy(() -> sampler.next(new float[] {0, Float.NaN}, NO_TEXT, 0))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void fewAndManyCandidatesComeInTheSameOrder() {
        float[] logits = new float[1000];
        Random random = new Random(3);
        for (int i = 0; i < logits.length; i++) {
            logits[i] = random.nextInt(200) - 100;
        }
        Candidates few = Candidates.of(logits, 100);
        Candidates many = Candidates.of(logits, 500);
        for (int i = 0; i < 100; i++) {
            assertThat(few.id(i)).isEqualTo(many.id(i));
        }
        assertThat(few.probabilities(1)[1]).isLessThanOrEqualTo(few.probabilities(1)[0]);
    }

    @Test
    void logProbabilitiesAreTheModelsOwn() {
        LogProbabilities all = new LogProbabilities(LOGITS);
        assertThat(Math.exp(all.of(0).value())).isCloseTo(0.25, within(1e-6));
        assertThat(all.top(2)).extracting(LogProbabilities.Entry::token).containsExactly(1, 0);
        assertThat(all.top(0)).isEmpty();
        assertThat(all.top(20)).hasSize(4);
    }

    @Test
    void namesTheOptionThatIsOutOfRange() {
        assertThatThrownBy(() -> options(-1, 0, 1, 0)).hasMessage("temperature: -1, but 0 to 100 is allowed");
        assertThatThrownBy(() -> options(1, 0, 1.5, 0)).hasMessage("top_p: 1.5, but 0 to 1 is allowed");
        assertThatThrownBy(() -> options(1, 0, Double.NaN, 0)).hasMessageStartingWith("top_p: NaN");
        assertThatThrownBy(() -> penalties(0, 64, 0, 0)).hasMessage("repeat_penalty: 0, but 0.01 to 100 is allowed");
    }
}
