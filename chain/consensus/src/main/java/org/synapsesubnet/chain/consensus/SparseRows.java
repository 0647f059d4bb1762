package org.synapsesubnet.chain.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * A square matrix of u16 by uid, as the chain stores weights and bonds: only the entries that were set, in ascending
 * order of column. An entry of value 0 is not the same as none: under liquid alpha a bond decays with the one and is
 * dropped with the other.
 *
 * <p>Immutable.
 */
public final class SparseRows {

    private final int[] starts;
    private final int[] columns;
    private final int[] values;

    SparseRows(int[] starts, int[] columns, int[] values) {
        this.starts = starts;
        this.columns = columns;
        this.values = values;
    }

    /** {@code size} rows without an entry. */
    public static SparseRows empty(int size) {
        return new SparseRows(new int[size + 1], new int[0], new int[0]);
    }

    /**
     * The rows in order of uid, each from column uid to value.
     *
     * @throws IllegalArgumentException for a column that is no uid or a value that is no u16
     */
    public static SparseRows of(List<? extends Map<Integer, Integer>> rows) {
        int n = rows.size();
        int[] starts = new int[n + 1];
        for (int i = 0; i < n; i++) {
            starts[i + 1] = Math.addExact(starts[i], rows.get(i).size());
        }
        int[] columns = new int[starts[n]];
        int[] values = new int[starts[n]];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (Map.Entry<Integer, Integer> entry : new TreeMap<>(rows.get(i)).entrySet()) {
                Refusal.unlessBetween("column in row " + i, entry.getKey(), 0, n - 1L);
                Refusal.unlessBetween("value in row " + i, entry.getValue(), 0, 65_535);
                columns[k] = entry.getKey();
                values[k++] = entry.getValue();
            }
        }
        return new SparseRows(starts, columns, values);
    }

    /** Number of rows, and of columns. */
    public int size() {
        return starts.length - 1;
    }

    /** Number of entries in all rows, those of value 0 included. */
    public int entries() {
        return columns.length;
    }

    /** A copy of one row, from column to value. */
    public SortedMap<Integer, Integer> row(int uid) {
        SortedMap<Integer, Integer> row = new TreeMap<>();
        for (int k = starts[uid]; k < starts[uid + 1]; k++) {
            row.put(columns[k], values[k]);
        }
        return row;
    }

    /** Copies of all rows. */
    public List<SortedMap<Integer, Integer>> rows() {
        List<SortedMap<Integer, Integer>> rows = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            rows.add(row(i));
        }
        return rows;
    }

    /** These rows, but for the ones that are to come from {@code other}, a matrix of the same size. */
    SparseRows replacing(IntPredicate row, SparseRows other) {
        int[] newStarts = new int[starts.length];
        for (int i = 0; i < size(); i++) {
            int[] source = row.test(i) ? other.starts : starts;
            newStarts[i + 1] = newStarts[i] + source[i + 1] - source[i];
        }
        int[] newColumns = new int[newStarts[size()]];
        int[] newValues = new int[newStarts[size()]];
        for (int i = 0; i < size(); i++) {
            SparseRows source = row.test(i) ? other : this;
            int length = newStarts[i + 1] - newStarts[i];
            System.arraycopy(source.columns, source.starts[i], newColumns, newStarts[i], length);
            System.arraycopy(source.values, source.starts[i], newValues, newStarts[i], length);
        }
        return new SparseRows(newStarts, newColumns, newValues);
    }

    /** The values as whole numbers in I32F32. */
    FixedRows toFixed() {
        return new FixedRows(
                starts,
                columns,
                Arrays.stream(values).mapToLong(I32F32::ofInteger).toArray());
    }

    /** The values as proportions of 65535 in I32F32. */
    FixedRows toFixedProportions() {
        return new FixedRows(
                starts,
                columns,
                Arrays.stream(values).mapToLong(I32F32::ofU16Proportion).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseRows that
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(columns, that.columns)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values) + 31 * Arrays.hashCode(columns);
    }

    @Override
    public String toString() {
        return rows().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
