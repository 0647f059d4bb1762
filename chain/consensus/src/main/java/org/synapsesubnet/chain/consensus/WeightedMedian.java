package org.synapsesubnet.chain.consensus;

import java.util.Arrays;

/**
 * The stake-weighted median of every column: the largest score that validators with at least the majority of stake give
 * or exceed (step 4).
 *
 * <p>The chain searches with a pivot in a dense column. The same value is found here by sorting only the positive
 * entries of each column and taking stake away from the top; all others count as one group of score zero.
 */
final class WeightedMedian {

    private static final int ROW_BITS = 15;
    private static final int ROW_MASK = (1 << ROW_BITS) - 1;

    private final FixedRows scores;
    private final long[] stake;
    private final long total;
    private final long minority;
    private final int voters;

    private WeightedMedian(FixedRows scores, long[] stake, long majority) {
        this.scores = scores;
        this.stake = Proportions.normalised(stake);
        this.total = Proportions.sum(this.stake);
        this.minority = I32F32.subtract(total, majority);
        this.voters = (int) Arrays.stream(stake).filter(share -> share > 0).count();
    }

    /**
     * The median of every column.
     *
     * @param scores row per validator, proportions from 0 to 1
     * @param stake share of every row, I32F32; rows of share 0 don't vote
     * @param majority share of stake that carries a score, I32F32
     */
    static long[] ofColumns(FixedRows scores, long[] stake, long majority) {
        WeightedMedian median = new WeightedMedian(scores, stake, majority);
        int[] ends = new int[scores.size()];
        long[] ballots = median.ballotsByColumn(stake, ends);
        long[] medians = new long[scores.size()];
        for (int column = 0, from = 0; column < medians.length; column++) {
            Arrays.sort(ballots, from, ends[column]);
            medians[column] = median.ofColumn(ballots, from, ends[column]);
            from = ends[column];
        }
        return medians;
    }

    /** All positive scores with their rows in one sortable number each, column after column; fills their ends. */
    private long[] ballotsByColumn(long[] voting, int[] ends) {
        int[] next = new int[ends.length + 1];
        forEachBallot(voting, (row, column, score) -> next[column + 1]++);
        Arrays.parallelPrefix(next, Integer::sum);
        System.arraycopy(next, 1, ends, 0, ends.length);
        long[] ballots = new long[next[ends.length]];
        forEachBallot(voting, (row, column, score) -> ballots[next[column]++] = score << ROW_BITS | row);
        return ballots;
    }

    private interface BallotVisitor {
        void visit(int row, int column, long score);
    }

    private void forEachBallot(long[] voting, BallotVisitor visitor) {
        for (int row = 0; row < scores.size(); row++) {
            for (int k = scores.start(row); voting[row] > 0 && k < scores.start(row + 1); k++) {
                if (scores.value(k) > 0) {
                    visitor.visit(row, scores.column(k), scores.value(k));
                }
            }
        }
    }

    private long ofColumn(long[] ballots, int from, int to) {
        boolean zeros = to - from < voters;
        long below = total;
        for (int k = to; k > from; ) {
            long score = ballots[k - 1] >>> ROW_BITS;
            while (k > from && ballots[k - 1] >>> ROW_BITS == score) {
                below -= stake[(int) ballots[k - 1] & ROW_MASK];
                k--;
            }
            boolean lowest = k == from && !zeros;
            if (below <= minority || lowest) {
                return score;
            }
        }
        return 0;
    }
}
