package org.latentworkbench.engine.tensor;

import java.util.Arrays;

/**
 * Keeps the k largest positive elements of every row; of equal ones, those of the lowest columns. Columns of a row must come in
 * ascending order. Rows are independent: different threads may offer for different rows.
 *
 * <p>A row has room for more than k elements. Only when it is full are the smaller ones dropped, which costs less than keeping
 * it in order at every element.
 */
public final class LargestPerRow implements Candidates {
    private static final long COLUMN = 0xFFFF_FFFFL;
    private static final int LEAST_SPARE = 32;

    private final int capacity;
    private final int stride;
    /**
     * An element is one long: its value's bits (positive floats order as their bits) above its column counted downwards, so that
     * the larger key is the larger value or the lower column.
     */
    private final long[] keys;

    private final int[] counts;
    private final float[] bounds;
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
        this.stride = capacity + Math.max(LEAST_SPARE, capacity / 2);
        this.keys = new long[Math.multiplyExact(rows, stride)];
        this.counts = new int[rows];
        this.bounds = new float[rows];
        this.codes = new SparseCodes(rows, Math.multiplyExact(rows, capacity));
    }

    /** Forgets all rows and keeps {@code k} elements per row from now on, 1 to the capacity. */
    public void reset(int k) {
        if (k < 1 || k > capacity) {
            throw new IllegalArgumentException("k " + k + " of a capacity of " + capacity);
        }
        this.k = k;
        Arrays.fill(counts, 0);
        Arrays.fill(bounds, 0);
    }

    @Override
    public float bound(int row) {
        return bounds[row];
    }

    @Override
    public int wantedOfFreshRow(int row) {
        return counts[row] == 0 && bounds[row] == 0 ? k : 0;
    }

    @Override
    public void raise(int row, float bound) {
        bounds[row] = bound;
    }

    @Override
    public float offer(int row, int column, float value) {
        int count = counts[row]++;
        keys[row * stride + count] = (long) Float.floatToRawIntBits(value) << 32 | (COLUMN - column);
        if (count + 1 == stride) {
            dropSmaller(row);
        }
        return bounds[row];
    }

    /** Leaves the k largest, still in the order they came. */
    private void dropSmaller(int row) {
        int from = row * stride;
        int count = counts[row];
        long smallest = Selection.nthLargest(keys, from, count, k);
        int to = from;
        for (int i = from; i < from + count; i++) {
            long key = keys[i];
            keys[to] = key;
            to += key >= smallest ? 1 : 0;
        }
        counts[row] = k;
        bounds[row] = Float.intBitsToFloat((int) (smallest >>> 32));
    }

    /** Ends a row for which nothing more is offered; gives the number of its elements. */
    public int finish(int row) {
        if (counts[row] > k) {
            dropSmaller(row);
        }
        return counts[row];
    }

    /** Column of the i-th kept element of a finished row, ascending. */
    public int column(int row, int i) {
        return (int) (COLUMN - (keys[row * stride + i] & COLUMN));
    }

    /** Value of the i-th kept element of a finished row. */
    public float value(int row, int i) {
        return Float.intBitsToFloat((int) (keys[row * stride + i] >>> 32));
    }

    /**
     * The chosen elements, columns ascending within a row; valid until the next {@link #reset}.
     *
     * @param rows rows that were offered for
     */
    public SparseCodes codes(int rows, ComputePool pool) {
        codes.reset(rows, Math.multiplyExact(counts.length, capacity));
        pool.runRanges(rows, 256, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                int begin = row * capacity;
                int count = finish(row);
                for (int i = 0; i < count; i++) {
                    codes.set(begin + i, column(row, i), value(row, i));
                }
                codes.setRow(row, begin, begin + count);
            }
        });
        return codes;
    }
}
