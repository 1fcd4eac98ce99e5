package org.latentworkbench.engine.tensor;

import java.util.Arrays;

/**
 * Keeps the largest positive elements of a whole product, without sorting it and without holding it: every part of the product
 * keeps its own largest elements, and a bound below which nothing can be chosen any more lets the scan pass over the rest.
 */
public final class LargestOverall {
    private final int rowsPerPart;
    private final int columns;
    private final PartCandidates[] parts;
    private final SparseCodes codes;
    private float smallestKept = Float.NaN;

    /**
     * Room for a product.
     *
     * @param rows rows at most
     * @param columns columns
     * @param rowsPerPart rows of a part; {@code rowsPerPart * columns} must stay below 2³²
     * @param keep elements to keep at most
     */
    public LargestOverall(int rows, int columns, int rowsPerPart, int keep) {
        if ((long) rowsPerPart * columns >= 1L << 32) {
            throw new IllegalArgumentException("a part of [" + rowsPerPart + ", " + columns + "] is too large");
        }
        this.rowsPerPart = rowsPerPart;
        this.columns = columns;
        this.parts = new PartCandidates[Math.ceilDiv(rows, rowsPerPart)];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = new PartCandidates(part * rowsPerPart, columns);
        }
        this.codes = new SparseCodes(rows, keep);
    }

    /**
     * Forgets everything.
     *
     * @param keep elements to keep over all rows, ≥ 1
     */
    public void reset(int keep) {
        for (PartCandidates part : parts) {
            part.reset(keep);
        }
    }

    /** The side of a part that takes its candidates; different parts may be filled by different threads. */
    public Candidates part(int part) {
        return parts[part];
    }

    /** The smallest value chosen by the last {@link #codes}; NaN if nothing was. */
    public float smallestKept() {
        return smallestKept;
    }

    /**
     * Chooses: the {@code keep} largest elements over all rows, columns ascending within a row; valid until the next
     * {@link #reset}.
     *
     * @param rows rows that were offered for
     * @param keep as given to {@link #reset}
     */
    public SparseCodes codes(int rows, int keep, ComputePool pool) {
        long[] cut = cut(keep);
        codes.reset(rows, keep);
        int usedParts = Math.ceilDiv(rows, rowsPerPart);
        int[] starts = new int[usedParts + 1];
        for (int part = 0; part < usedParts; part++) {
            starts[part + 1] = starts[part] + parts[part].drop(cut[part]);
        }
        pool.run(usedParts, (part, _) -> fill(part, rows, starts[part]));
        float smallest = Float.POSITIVE_INFINITY;
        for (int part = 0; part < usedParts; part++) {
            smallest = Math.min(smallest, parts[part].smallest());
        }
        smallestKept = starts[usedParts] == 0 ? Float.NaN : smallest;
        return codes;
    }

    /** The smallest key that each part keeps. */
    private long[] cut(int keep) {
        long[] cut = new long[parts.length];
        int total = 0;
        for (PartCandidates part : parts) {
            total += part.size();
        }
        if (total <= keep) {
            return cut;
        }
        // Values alone decide between parts; of equal ones at the edge, lower rows go first.
        long[] values = new long[total];
        int at = 0;
        for (PartCandidates part : parts) {
            at = part.copyValueBits(values, at);
        }
        Selection.largestFirst(values, total, keep);
        long edge = smallest(values, keep);
        int equal = keep;
        for (int i = 0; i < keep; i++) {
            equal -= values[i] > edge ? 1 : 0;
        }
        for (int part = 0; part < parts.length; part++) {
            cut[part] = parts[part].cutAt(edge, equal);
            equal -= Math.min(equal, parts[part].countWithBits(edge));
        }
        return cut;
    }

    private static long smallest(long[] values, int count) {
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            smallest = Math.min(smallest, values[i]);
        }
        return smallest;
    }

    private void fill(int part, int rows, int start) {
        int firstRow = part * rowsPerPart;
        int rowCount = Math.min(rowsPerPart, rows - firstRow);
        PartCandidates candidates = parts[part];
        int[] next = new int[rowCount + 1];
        for (int i = 0; i < candidates.size(); i++) {
            next[(int) (candidates.position(i) / columns) + 1]++;
        }
        next[0] = start;
        for (int row = 0; row < rowCount; row++) {
            next[row + 1] += next[row];
            codes.setRow(firstRow + row, next[row], next[row + 1]);
        }
        for (int i = 0; i < candidates.size(); i++) {
            long position = candidates.position(i);
            codes.set(next[(int) (position / columns)]++, (int) (position % columns), candidates.value(i));
        }
        for (int row = 0; row < rowCount; row++) {
            codes.sortRow(firstRow + row);
        }
    }

    /**
     * The largest elements of one part. An element is one long: its value's bits (positive floats order as their bits)
     * above its position counted downwards, so that the larger key is the larger value or the earlier position.
     */
    private static final class PartCandidates implements Candidates {
        private static final long POSITION = 0xFFFF_FFFFL;
        private static final int SMALLEST_BUFFER = 1024;

        private final int firstRow;
        private final int columns;
        private long[] keys = new long[0];
        private int size;
        private int keep;
        private float bound;

        PartCandidates(int firstRow, int columns) {
            this.firstRow = firstRow;
            this.columns = columns;
        }

        void reset(int newKeep) {
            keep = newKeep;
            size = 0;
            bound = 0;
            int capacity = Math.max(SMALLEST_BUFFER, 2 * keep);
            if (keys.length < capacity) {
                keys = new long[capacity];
            }
        }

        @Override
        public float bound(int row) {
            return bound;
        }

        @Override
        public float offer(int row, int column, float value) {
            long position = (long) (row - firstRow) * columns + column;
            keys[size++] = (long) Float.floatToRawIntBits(value) << 32 | (POSITION - position);
            if (size == keys.length) {
                Selection.largestFirst(keys, size, keep);
                size = keep;
                bound = Float.intBitsToFloat((int) (LargestOverall.smallest(keys, keep) >>> 32));
            }
            return bound;
        }

        int size() {
            return size;
        }

        long position(int i) {
            return POSITION - (keys[i] & POSITION);
        }

        float value(int i) {
            return Float.intBitsToFloat((int) (keys[i] >>> 32));
        }

        float smallest() {
            return size == 0
                    ? Float.POSITIVE_INFINITY
                    : Float.intBitsToFloat((int) (LargestOverall.smallest(keys, size) >>> 32));
        }

        int copyValueBits(long[] target, int at) {
            for (int i = 0; i < size; i++) {
                target[at + i] = keys[i] >>> 32;
            }
            return at + size;
        }

        int countWithBits(long bits) {
            int count = 0;
            for (int i = 0; i < size; i++) {
                count += keys[i] >>> 32 == bits ? 1 : 0;
            }
            return count;
        }

        /** The smallest key to keep when values above {@code bits} stay and so many of those equal to it. */
        long cutAt(long bits, int equalKept) {
            if (equalKept == 0) {
                return (bits + 1) << 32;
            }
            long[] equal = Arrays.stream(keys, 0, size)
                    .filter(key -> key >>> 32 == bits)
                    .sorted()
                    .toArray();
            return equal.length <= equalKept ? bits << 32 : equal[equal.length - equalKept];
        }

        /** Drops keys below {@code cut}; gives what is left. */
        int drop(long cut) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                keys[kept] = keys[i];
                kept += keys[i] >= cut ? 1 : 0;
            }
            size = kept;
            return kept;
        }
    }
}
