package org.synapsesubnet.chain.consensus;

import java.util.Arrays;

/**
 * A square matrix of I32F32 in compressed sparse rows, columns ascending in each row.
 *
 * <p>Immutable: every operation answers a new matrix, which shares the places of the entries where they stay the same.
 * All sums are of exact integers, so their order doesn't matter.
 */
final class FixedRows {

    private final int[] starts;
    private final int[] columns;
    private final long[] values;

    FixedRows(int[] starts, int[] columns, long[] values) {
        this.starts = starts;
        this.columns = columns;
        this.values = values;
    }

    /** Whether an entry stays. */
    interface EntryTest {
        boolean test(int row, int column);
    }

    /** An entry out of the two entries of the same place. */
    interface EntryRule {
        long apply(int column, long mine, long other);
    }

    int size() {
        return starts.length - 1;
    }

    int start(int row) {
        return starts[row];
    }

    int column(int entry) {
        return columns[entry];
    }

    long value(int entry) {
        return values[entry];
    }

    FixedRows keeping(EntryTest test) {
        FixedRowsBuilder kept = new FixedRowsBuilder(size(), values.length);
        for (int i = 0; i < size(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                if (test.test(i, columns[k])) {
                    kept.add(columns[k], values[k]);
                }
            }
            kept.endRow();
        }
        return kept.build();
    }

    long[] rowSums() {
        long[] sums = new long[size()];
        for (int i = 0; i < size(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sums[i] = I32F32.add(sums[i], values[k]);
            }
        }
        return sums;
    }

    private long[] columnSums() {
        long[] sums = new long[size()];
        for (int k = 0; k < values.length; k++) {
            sums[columns[k]] = I32F32.add(sums[columns[k]], values[k]);
        }
        return sums;
    }

    private long[] columnMaxima() {
        long[] maxima = new long[size()];
        for (int k = 0; k < values.length; k++) {
            maxima[columns[k]] = Math.max(maxima[columns[k]], values[k]);
        }
        return maxima;
    }

    /** Every row sums to 1, but for those of zeros. */
    FixedRows rowsNormalised() {
        long[] sums = rowSums();
        long[] result = values.clone();
        for (int i = 0; i < size(); i++) {
            for (int k = starts[i]; sums[i] > 0 && k < starts[i + 1]; k++) {
                result[k] = I32F32.divide(values[k], sums[i]);
            }
        }
        return new FixedRows(starts, columns, result);
    }

    /** Every column sums to 1, but for those of zeros. */
    FixedRows columnsNormalised() {
        return columnsDividedBy(columnSums());
    }

    /** The largest entry of every column is 1, but for those of zeros. */
    FixedRows columnsUpscaled() {
        return columnsDividedBy(columnMaxima());
    }

    private FixedRows columnsDividedBy(long[] divisors) {
        long[] result = values.clone();
        for (int k = 0; k < values.length; k++) {
            long divisor = divisors[columns[k]];
            if (divisor != 0) {
                result[k] = I32F32.divide(values[k], divisor);
            }
        }
        return new FixedRows(starts, columns, result);
    }

    FixedRows rowsScaledBy(long[] factors) {
        long[] result = new long[values.length];
        for (int i = 0; i < size(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                result[k] = I32F32.multiply(values[k], factors[i]);
            }
        }
        return new FixedRows(starts, columns, result);
    }

    /** Entries above their column's threshold come down to it; where the threshold is 0 they are removed. */
    FixedRows columnsClippedAt(long[] thresholds) {
        FixedRowsBuilder clipped = new FixedRowsBuilder(size(), values.length);
        for (int i = 0; i < size(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                long threshold = thresholds[columns[k]];
                if (values[k] <= threshold) {
                    clipped.add(columns[k], values[k]);
                } else if (threshold > 0) {
                    clipped.add(columns[k], threshold);
                }
            }
            clipped.endRow();
        }
        return clipped.build();
    }

    /** Per column j the sum over rows i of vector_i * value_ij. */
    long[] columnSumsWeightedBy(long[] vector) {
        return rowsScaledBy(vector).columnSums();
    }

    /** Per row i the sum over columns j of vector_j * value_ij. */
    long[] rowSumsWeightedBy(long[] vector) {
        long[] sums = new long[size()];
        for (int i = 0; i < size(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sums[i] = I32F32.add(sums[i], I32F32.multiply(values[k], vector[columns[k]]));
            }
        }
        return sums;
    }

    /** The rule over every place where this or {@code other} has an entry (0 stands for none); positive results stay. */
    FixedRows mergedWith(FixedRows other, EntryRule rule) {
        FixedRowsBuilder merged = new FixedRowsBuilder(size(), Math.max(values.length, other.values.length));
        for (int i = 0; i < size(); i++) {
            int a = starts[i];
            int b = other.starts[i];
            int endA = starts[i + 1];
            int endB = other.starts[i + 1];
            while (a < endA || b < endB) {
                int columnA = a < endA ? columns[a] : Integer.MAX_VALUE;
                int columnB = b < endB ? other.columns[b] : Integer.MAX_VALUE;
                int column = Math.min(columnA, columnB);
                long mine = columnA == column ? values[a++] : 0;
                long others = columnB == column ? other.values[b++] : 0;
                merged.addIfPositive(column, rule.apply(column, mine, others));
            }
            merged.endRow();
        }
        return merged.build();
    }

    /** Like {@link #mergedWith}, but only over places where this has an entry. */
    FixedRows joinedWith(FixedRows other, EntryRule rule) {
        FixedRowsBuilder joined = new FixedRowsBuilder(size(), values.length);
        for (int i = 0; i < size(); i++) {
            int b = other.starts[i];
            int endB = other.starts[i + 1];
            for (int a = starts[i]; a < starts[i + 1]; a++) {
                while (b < endB && other.columns[b] < columns[a]) {
                    b++;
                }
                long others = b < endB && other.columns[b] == columns[a] ? other.values[b] : 0;
                joined.addIfPositive(columns[a], rule.apply(columns[a], values[a], others));
            }
            joined.endRow();
        }
        return joined.build();
    }

    /** The values as u16 proportions. */
    SparseRows toU16Proportions() {
        int[] u16 = new int[values.length];
        Arrays.setAll(u16, k -> I32F32.toU16Proportion(values[k]));
        return new SparseRows(starts, columns, u16);
    }
}
