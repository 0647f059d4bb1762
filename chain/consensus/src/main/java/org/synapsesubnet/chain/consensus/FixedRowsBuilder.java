package org.synapsesubnet.chain.consensus;

import java.util.Arrays;

/** Writes a {@link FixedRows} row by row; the columns of a row must come in ascending order. */
final class FixedRowsBuilder {

    private final int[] starts;
    private int[] columns;
    private long[] values;
    private int row;
    private int entries;

    FixedRowsBuilder(int size, int expectedEntries) {
        this.starts = new int[size + 1];
        this.columns = new int[expectedEntries];
        this.values = new long[expectedEntries];
    }

    void add(int column, long value) {
        if (entries == columns.length) {
            int larger = Math.max(16, Math.multiplyExact(entries, 2));
            columns = Arrays.copyOf(columns, larger);
            values = Arrays.copyOf(values, larger);
        }
        columns[entries] = column;
        values[entries++] = value;
    }

    void addIfPositive(int column, long value) {
        if (value > 0) {
            add(column, value);
        }
    }

    void endRow() {
        starts[++row] = entries;
    }

    FixedRows build() {
        return new FixedRows(starts, Arrays.copyOf(columns, entries), Arrays.copyOf(values, entries));
    }
}
