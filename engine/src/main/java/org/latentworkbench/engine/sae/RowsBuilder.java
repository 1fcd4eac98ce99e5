package org.latentworkbench.engine.sae;

import java.util.Arrays;
import org.latentworkbench.engine.tensor.SparseCodes;

/** Collects batches of chosen latents as shown activations. */
final class RowsBuilder {
    private final int[] offsets;
    private int[] latents = new int[1024];
    private float[] values = new float[1024];
    private int rows;

    RowsBuilder(int rows) {
        this.offsets = new int[rows + 1];
    }

    /**
     * Adds rows.
     *
     * @param norms length of each decoder row in raw units: what turns f into the shown activation
     */
    void add(SparseCodes codes, float[] norms) {
        reserve(offsets[rows] + codes.count());
        for (int row = 0; row < codes.rows(); row++) {
            int at = offsets[rows];
            for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
                latents[at] = codes.column(entry);
                values[at++] = codes.value(entry) * norms[codes.column(entry)];
            }
            offsets[++rows] = at;
        }
    }

    /** Adds {@code count} rows that lie in parts. */
    void add(Thresholds.Part[] parts, int count, float[] norms) {
        int[] next = new int[count + 1];
        for (Thresholds.Part part : parts) {
            part.count(next);
        }
        next[0] = offsets[rows];
        for (int row = 0; row < count; row++) {
            next[row + 1] = Math.addExact(next[row + 1], next[row]);
            offsets[rows + row + 1] = next[row + 1];
        }
        int first = offsets[rows];
        int end = next[count];
        reserve(end);
        for (Thresholds.Part part : parts) {
            part.fill(next, latents, values);
        }
        for (int entry = first; entry < end; entry++) {
            values[entry] *= norms[latents[entry]];
        }
        rows += count;
    }

    private void reserve(int entries) {
        if (entries > latents.length) {
            int capacity = Math.max(entries, latents.length + (latents.length >> 1));
            latents = Arrays.copyOf(latents, capacity);
            values = Arrays.copyOf(values, capacity);
        }
    }

    SparseRows build() {
        int count = offsets[rows];
        return new SparseRows(rows, offsets, Arrays.copyOf(latents, count), Arrays.copyOf(values, count));
    }
}
