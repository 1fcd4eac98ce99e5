package org.latentworkbench.engine.search.mining;

import org.latentworkbench.engine.index.ActivationStore;
import org.latentworkbench.engine.index.ContextRows;
import org.latentworkbench.engine.job.JobContext;

/** On which tokens of one half of the sample some latents fire, and how strongly: the store turned round. */
final class Firings {
    private static final int ROWS = 1024;

    private final int first;
    private final int[] offsets;
    private final int[] positions;
    private final float[] values;

    private Firings(int first, int[] offsets, int[] positions, float[] values) {
        this.first = first;
        this.offsets = offsets;
        this.positions = positions;
        this.values = values;
    }

    /** Of the latents {@code [first, end)}. */
    static Firings of(ActivationStore store, MiningSample.Half half, int first, int end, JobContext job) {
        int[] offsets = new int[end - first + 1];
        walk(store, half, first, end, job, (latent, _, _) -> offsets[latent - first + 1]++);
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = Math.addExact(offsets[i], offsets[i - 1]);
        }
        int[] next = offsets.clone();
        int[] positions = new int[offsets[offsets.length - 1]];
        float[] values = new float[positions.length];
        walk(store, half, first, end, job, (latent, position, value) -> {
            int slot = next[latent - first]++;
            positions[slot] = position;
            values[slot] = value;
        });
        return new Firings(first, offsets, positions, values);
    }

    @FunctionalInterface
    private interface Visitor {
        void accept(int latent, int position, float value);
    }

    private static void walk(
            ActivationStore store, MiningSample.Half half, int first, int end, JobContext job, Visitor visitor) {
        var rows = new ContextRows(store);
        for (int d = 0; d < half.documents(); d++) {
            job.checkCancelled();
            int length = half.starts()[d + 1] - half.starts()[d];
            for (int from = 0; from < length; from += ROWS) {
                rows.load(half.positions()[d] + from, Math.min(ROWS, length - from));
                for (int row = 0; row < rows.rows(); row++) {
                    int stop = rows.end(row);
                    for (int e = rows.firstAtLeast(row, first); e < stop && rows.latent(e) < end; e++) {
                        visitor.accept(rows.latent(e), half.starts()[d] + from + row, rows.value(e));
                    }
                }
            }
        }
    }

    int count(int latent) {
        return offsets[latent - first + 1] - offsets[latent - first];
    }

    /** Indices into the half's tokens, ascending. */
    int position(int latent, int i) {
        return positions[offsets[latent - first] + i];
    }

    float value(int latent, int i) {
        return values[offsets[latent - first] + i];
    }
}
