package org.latentworkbench.engine.tensor;

import java.util.Arrays;

/**
 * Chosen elements of the rows of a product: a working structure that is filled anew for every batch. Entries
 * of a row lie side by side; rows may leave gaps.
 */
public final class SparseCodes {
    private final int[] begin;
    private final int[] end;
    private int[] columns;
    private float[] values;
    private int rows;

    /**
     * Room for some rows.
     *
     * @param rows rows at most
     * @param entries entries at first; grows when needed
     */
    SparseCodes(int rows, int entries) {
        this.begin = new int[rows];
        this.end = new int[rows];
        this.columns = new int[entries];
        this.values = new float[entries];
    }

    /** Rows filled. */
    public int rows() {
        return rows;
    }

    /** First entry of a row. */
    public int begin(int row) {
        return begin[row];
    }

    /** One past the last entry of a row. */
    public int end(int row) {
        return end[row];
    }

    /** Column of an entry. */
    public int column(int entry) {
        return columns[entry];
    }

    /** Value of an entry. */
    public float value(int entry) {
        return values[entry];
    }

    /** Every entry's number is below this. */
    public int capacity() {
        return values.length;
    }

    /** Entries of all rows. */
    public int count() {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            count += end[row] - begin[row];
        }
        return count;
    }

    void reset(int newRows, int entries) {
        rows = newRows;
        if (columns.length < entries) {
            columns = new int[entries];
            values = new float[entries];
        }
    }

    void setRow(int row, int from, int to) {
        begin[row] = from;
        end[row] = to;
    }

    void set(int entry, int column, float value) {
        columns[entry] = column;
        values[entry] = value;
    }

    /** Puts the entries of a row into ascending column order. */
    void sortRow(int row) {
        for (int i = begin[row] + 1; i < end[row]; i++) {
            int column = columns[i];
            float value = values[i];
            int j = i - 1;
            while (j >= begin[row] && columns[j] > column) {
                columns[j + 1] = columns[j];
                values[j + 1] = values[j];
                j--;
            }
            columns[j + 1] = column;
            values[j + 1] = value;
        }
    }

    /**
     * Puts the largest entries of every row in front of its others; both keep their order by column.
     *
     * @param count how many; of equal ones, those of the lowest columns
     */
    public void bringLargestFirst(int count) {
        for (int row = 0; row < rows; row++) {
            int size = end[row] - begin[row];
            if (size > count) {
                partition(begin[row], size, count);
            }
        }
    }

    private void partition(int start, int size, int count) {
        float[] sorted = Arrays.copyOfRange(values, start, start + size);
        Arrays.sort(sorted);
        float smallest = sorted[size - count];
        int equal = count;
        for (int i = size - count; i < size; i++) {
            equal -= sorted[i] > smallest ? 1 : 0;
        }
        int[] oldColumns = Arrays.copyOfRange(columns, start, start + size);
        float[] oldValues = Arrays.copyOfRange(values, start, start + size);
        int front = start;
        int back = start + count;
        for (int i = 0; i < size; i++) {
            boolean first = oldValues[i] > smallest || (oldValues[i] == smallest && equal-- > 0);
            int to = first ? front++ : back++;
            columns[to] = oldColumns[i];
            values[to] = oldValues[i];
        }
    }
}
