package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of upstream's {@code tests/math.rs}, the edges, and a plain search over a dense column. */
class WeightedMedianTest {

    private static final double[][] FOUR_SCORES = {{0, 0.1, 0}, {0, 0.2, 0.4}, {0, 0.3, 0.1}, {0, 0.4, 0.5}};

    @ParameterizedTest
    @CsvSource({"0.24, 0.3, 0.4", "0.26, 0.2, 0.4", "0.76, 0.2, 0.1"})
    void meetsUpstreamsCases(double majority, double second, double third) {
        assertThat(median(new double[] {0, 0.75, 0.25, 0}, FOUR_SCORES, majority))
                .containsExactly(0, fixed(second), fixed(third), 0);
    }

    @Test
    void meetsUpstreamsCaseOfOneSidedScores() {
        double[][] scores = {{0, 0.1, 0}, {0, 0.2, 0.4}, {0, 0.3, 0.1}, {0, 0, 0.5}};
        assertThat(median(new double[] {0, 0.3, 0.2, 0.5}, scores, 0.51)).containsExactly(0, 0, fixed(0.4), 0);
    }

    @Test
    void isZeroWhereNobodyHasStake() {
        assertThat(median(new double[4], FOUR_SCORES, 0.5)).containsOnly(0);
    }

    @Test
    void isTheScoreOfASingleValidator() {
        assertThat(median(new double[] {0, 0, 0, 1}, FOUR_SCORES, 0.5)).containsExactly(0, fixed(0.4), fixed(0.5), 0);
    }

    @Test
    void equalScoresAddUpTheirStake() {
        double[][] scores = {{0.6}, {0.2}, {0.2}, {0.1}};
        assertThat(median(new double[] {0.25, 0.25, 0.25, 0.25}, scores, 0.75)[0])
                .isEqualTo(fixed(0.2));
        assertThat(median(new double[] {0.25, 0.25, 0.25, 0.25}, scores, 0.76)[0])
                .isEqualTo(fixed(0.1));
    }

    @Test
    void halfTheStakeCarriesAtAMajorityOfExactlyHalf() {
        double[][] scores = {{0.6}, {0.2}};
        assertThat(median(new double[] {0.5, 0.5}, scores, 0.5)[0]).isEqualTo(fixed(0.6));
        assertThat(median(new double[] {0.5, 0.5}, scores, 0.500001)[0]).isEqualTo(fixed(0.2));
    }

    @Test
    void majorityOfNothingTakesTheHighestAndOfEverythingTheLowest() {
        double[][] scores = {{0.6}, {0.2}, {0.3}};
        double[] stake = {1, 1, 1};
        assertThat(median(stake, scores, 0)[0]).isEqualTo(fixed(0.6));
        assertThat(median(stake, scores, 1)[0]).isEqualTo(fixed(0.2));
    }

    @Test
    void agreesWithAPlainSearchOverADenseColumn() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            int n = 1 + random.nextInt(9);
            double[] stake = random.doubles(n)
                    .map(share -> share < 0.2 ? 0 : Math.rint(share * 8))
                    .toArray();
            double[][] scores = new double[n][1];
            for (double[] row : scores) {
                row[0] = random.nextInt(4) / 4.0;
            }
            double majority = random.nextInt(9) / 8.0;
            assertThat(median(stake, scores, majority)[0])
                    .as(
                            "stake %s, scores %s, majority %s",
                            Arrays.toString(stake), Arrays.deepToString(scores), majority)
                    .isEqualTo(plainSearch(stake, scores, majority));
        }
    }

    /** The smallest score such that those at or below it have more stake than the minority; else the highest. */
    private static long plainSearch(double[] stake, double[][] scores, double majority) {
        long[] shares = Proportions.normalised(
                Arrays.stream(stake).mapToLong(WeightedMedianTest::fixed).toArray());
        long minority = Proportions.sum(shares) - fixed(majority);
        long[] candidates = IntStream.range(0, stake.length)
                .filter(i -> stake[i] > 0)
                .mapToLong(i -> fixed(scores[i][0]))
                .sorted()
                .distinct()
                .toArray();
        for (long candidate : candidates) {
            long cumulated = 0;
            for (int i = 0; i < stake.length; i++) {
                cumulated += fixed(scores[i][0]) <= candidate ? shares[i] : 0;
            }
            if (cumulated > minority) {
                return candidate;
            }
        }
        return candidates.length == 0 ? 0 : candidates[candidates.length - 1];
    }

    private static long[] median(double[] stake, double[][] scores, double majority) {
        FixedRowsBuilder rows = new FixedRowsBuilder(stake.length, 0);
        for (double[] row : scores) {
            for (int j = 0; j < row.length; j++) {
                rows.add(j, fixed(row[j]));
            }
            rows.endRow();
        }
        long[] shares =
                Arrays.stream(stake).mapToLong(WeightedMedianTest::fixed).toArray();
        return WeightedMedian.ofColumns(rows.build(), shares, fixed(majority));
    }

    private static long fixed(double value) {
        return (long) (value * I32F32.ONE);
    }
}
