package org.latentworkbench.engine.tensor;

import java.util.Arrays;

/**
 * Keeps every element of a product that is positive and exceeds its column's threshold. The parts of a product fill their own
 * lists, different ones on different threads.
 */
public final class AboveThreshold {
    private final float[] thresholds;
    private final float lowest;
    private final int rowsPerPart;
    private final Part[] parts;
    private final SparseCodes codes;

    /**
     * Room for a product.
     *
     * @param thresholds one per column; what is chosen exceeds it and 0
     * @param rows rows at most
     * @param rowsPerPart rows of every part but the last
     */
    public AboveThreshold(float[] thresholds, int rows, int rowsPerPart) {
        this.thresholds = thresholds.clone();
        float min = Float.POSITIVE_INFINITY;
        for (float threshold : thresholds) {
            min = Math.min(min, threshold);
        }
        this.lowest = Math.max(0, min);
        this.rowsPerPart = rowsPerPart;
        this.parts = new Part[Math.ceilDiv(rows, rowsPerPart)];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = new Part(part * rowsPerPart);
        }
        this.codes = new SparseCodes(rows, 1024);
    }

    /** Forgets everything. */
    public void reset() {
        for (Part part : parts) {
            part.size = 0;
        }
    }

    /** The side of a part that takes its candidates. */
    public Candidates part(int part) {
        return parts[part];
    }

    /**
     * The chosen elements, columns ascending within a row; valid until the next {@link #reset}.
     *
     * @param rows rows that were offered for, column after column ascending
     */
    public SparseCodes codes(int rows, ComputePool pool) {
        int used = Math.ceilDiv(rows, rowsPerPart);
        int[] starts = new int[used + 1];
        for (int part = 0; part < used; part++) {
            starts[part + 1] = Math.addExact(starts[part], parts[part].size);
        }
        codes.reset(rows, starts[used]);
        pool.run(used, (part, _) -> parts[part].fill(starts[part], Math.min(rowsPerPart, rows - part * rowsPerPart)));
        return codes;
    }

    /** The chosen elements of one part. */
    private final class Part implements Candidates {
        private final int firstRow;
        private int[] rows = new int[1024];
        private int[] columns = new int[1024];
        private float[] values = new float[1024];
        private int size;

        Part(int firstRow) {
            this.firstRow = firstRow;
        }

        @Override
        public float bound(int row) {
            return lowest;
        }

        @Override
        public float offer(int row, int column, float value) {
            if (value > thresholds[column]) {
                if (size == rows.length) {
                    rows = Arrays.copyOf(rows, 2 * size);
                    columns = Arrays.copyOf(columns, 2 * size);
                    values = Arrays.copyOf(values, 2 * size);
                }
                rows[size] = row - firstRow;
                columns[size] = column;
                values[size++] = value;
            }
            return lowest;
        }

        /** Puts the elements into their rows; tiles came in ascending order, so columns ascend within a row. */
        void fill(int start, int rowCount) {
            int[] next = new int[rowCount + 1];
            for (int i = 0; i < size; i++) {
                next[rows[i] + 1]++;
            }
            next[0] = start;
            for (int row = 0; row < rowCount; row++) {
                next[row + 1] += next[row];
                codes.setRow(firstRow + row, next[row], next[row + 1]);
            }
            for (int i = 0; i < size; i++) {
                codes.set(next[rows[i]]++, columns[i], values[i]);
            }
        }
    }
}
