package org.latentworkbench.engine.tensor;

/**
 * Keeps the k largest positive elements of every row; of equal ones, those of the lowest columns if columns come in ascending
 * order. Rows are independent: different threads may offer for different rows.
 */
public final class LargestPerRow implements Candidates {
    private final int capacity;
    private final float[] values;
    private final int[] columns;
    private final int[] counts;
    private final SparseCodes codes;
    private int k;

    /**
     * Room for some rows.
     *
     * @param rows rows at most
     * @param capacity elements per row at most, ≥ 1
     */
    public LargestPerRow(int rows, int capacity) {
        this.capacity = capacity;
        this.values = new float[Math.multiplyExact(rows, capacity)];
        this.columns = new int[values.length];
        this.counts = new int[rows];
        this.codes = new SparseCodes(rows, values.length);
    }

    /** Forgets all rows and keeps {@code k} elements per row from now on, 1 to the capacity. */
    public void reset(int k) {
        if (k < 1 || k > capacity) {
            throw new IllegalArgumentException("k " + k + " of a capacity of " + capacity);
        }
        this.k = k;
        java.util.Arrays.fill(counts, 0);
    }

    @Override
    public float bound(int row) {
        return counts[row] < k ? 0 : values[row * capacity];
    }

    @Override
    public float offer(int row, int column, float value) {
        int root = row * capacity;
        int count = counts[row];
        if (count < k) {
            // In any order until the row is full: rows that never fill need no heap.
            values[root + count] = value;
            columns[root + count] = column;
            counts[row] = count + 1;
            if (count + 1 < k) {
                return 0;
            }
            for (int i = k / 2 - 1; i >= 0; i--) {
                sink(root, i, columns[root + i], values[root + i]);
            }
            return values[root];
        }
        sink(root, 0, column, value);
        return values[root];
    }

    /** Puts an element into the heap at {@code at} or below; the heap's root is the element to go first. */
    private void sink(int root, int at, int column, float value) {
        int i = at;
        while (true) {
            int child = 2 * i + 1;
            if (child >= k) {
                break;
            }
            if (child + 1 < k && goesBefore(values[root + child + 1], columns[root + child + 1], root + child)) {
                child++;
            }
            if (goesBefore(value, column, root + child)) {
                break;
            }
            values[root + i] = values[root + child];
            columns[root + i] = columns[root + child];
            i = child;
        }
        values[root + i] = value;
        columns[root + i] = column;
    }

    private boolean goesBefore(float value, int column, int other) {
        return value < values[other] || (value == values[other] && column > columns[other]);
    }

    /** Elements kept for a row. */
    public int count(int row) {
        return counts[row];
    }

    /** Column of the i-th kept element of a row, in no order. */
    public int column(int row, int i) {
        return columns[row * capacity + i];
    }

    /** Value of the i-th kept element of a row. */
    public float value(int row, int i) {
        return values[row * capacity + i];
    }

    /**
     * The chosen elements, columns ascending within a row; valid until the next {@link #reset}.
     *
     * @param rows rows that were offered for
     */
    public SparseCodes codes(int rows, ComputePool pool) {
        codes.reset(rows, values.length);
        pool.runRanges(rows, 256, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                int begin = row * capacity;
                for (int i = begin; i < begin + counts[row]; i++) {
                    codes.set(i, columns[i], values[i]);
                }
                codes.setRow(row, begin, begin + counts[row]);
                codes.sortRow(row);
            }
        });
        return codes;
    }
}
