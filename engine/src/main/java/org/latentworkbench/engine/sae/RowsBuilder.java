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
