package org.latentworkbench.engine.sae;

import java.util.Arrays;
import org.latentworkbench.engine.tensor.Candidates;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.TileScan;

/** Chooses the latents whose pre-activation is positive and exceeds their threshold. */
final class Thresholds {
    private final float[] thresholds;
    private final float lowest;

    Thresholds(float[] thresholds) {
        this.thresholds = thresholds;
        float min = Float.POSITIVE_INFINITY;
        for (float threshold : thresholds) {
            min = Math.min(min, threshold);
        }
        this.lowest = Math.max(0, min);
    }

    /** Takes what a part of the product chooses, tile after tile. */
    Part part() {
        return new Part();
    }

    /** The chosen elements of one part of the product. */
    final class Part implements Candidates {
        private int[] rows = new int[1024];
        private int[] latents = new int[1024];
        private float[] values = new float[1024];
        private int size;

        void scan(ProductTiles.Tile tile, java.lang.foreign.MemorySegment bias) {
            TileScan.scan(tile, bias, this);
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
                    latents = Arrays.copyOf(latents, 2 * size);
                    values = Arrays.copyOf(values, 2 * size);
                }
                rows[size] = row;
                latents[size] = column;
                values[size++] = value;
            }
            return lowest;
        }

        /** Adds to the number of entries of each row, kept one place up. */
        void count(int[] offsets) {
            for (int i = 0; i < size; i++) {
                offsets[rows[i] + 1]++;
            }
        }

        /** Puts the entries into their rows; tiles came in ascending order, so latents ascend within a row. */
        void fill(int[] next, int[] latentsOut, float[] valuesOut) {
            for (int i = 0; i < size; i++) {
                int at = next[rows[i]]++;
                latentsOut[at] = latents[i];
                valuesOut[at] = values[i];
            }
        }
    }
}
