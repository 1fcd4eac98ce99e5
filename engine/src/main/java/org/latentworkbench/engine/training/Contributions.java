package org.latentworkbench.engine.training;

import java.util.Arrays;
import org.latentworkbench.engine.tensor.SparseCodes;

/**
 * The entries of a batch ordered by latent, rows ascending within a latent: what each latent's gradient is a sum of.
 */
final class Contributions {
    private final int[] starts;
    private int[] sources = new int[0];
    private int[] rows = new int[0];
    private float[] values = new float[0];
    private float[] gradients = new float[0];

    Contributions(int latents) {
        this.starts = new int[latents + 1];
    }

    /**
     * Sorts a batch's entries by counting, and sums over the rows of each latent.
     *
     * @param entries pre-activations, activations and slopes by entry of the codes
     */
    void fill(SparseCodes codes, Entries entries, Levels levels, OutputGradients outputs, LatentSums sums) {
        Arrays.fill(starts, 0);
        for (int row = 0; row < codes.rows(); row++) {
            for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
                starts[codes.column(entry) + 1]++;
            }
        }
        for (int latent = 1; latent < starts.length; latent++) {
            starts[latent] += starts[latent - 1];
        }
        reserve(starts[starts.length - 1]);
        int[] next = starts.clone();
        for (int row = 0; row < codes.rows(); row++) {
            int entry = codes.begin(row);
            for (int level = 0; level < levels.count(); level++) {
                int end = levels.end(codes, row, level, entry);
                for (; entry < end; entry++) {
                    int latent = codes.column(entry);
                    int at = next[latent]++;
                    sources[at] = outputs.source(row, level);
                    rows[at] = row;
                    values[at] = entries.activation(entry);
                    gradients[at] = sums.add(
                            latent,
                            level,
                            entries.preActivation(entry),
                            entries.activation(entry),
                            entries.slope(entry),
                            entries.gateSlope(entry));
                }
            }
        }
    }

    private void reserve(int entries) {
        if (sources.length < entries) {
            int capacity = entries + (entries >> 2);
            sources = new int[capacity];
            rows = new int[capacity];
            values = new float[capacity];
            gradients = new float[capacity];
        }
    }

    /** First entry of a latent. */
    int begin(int latent) {
        return starts[latent];
    }

    /** One past the last entry of a latent. */
    int end(int latent) {
        return starts[latent + 1];
    }

    /** Row of {@link OutputGradients} of an entry. */
    int source(int entry) {
        return sources[entry];
    }

    /** Batch row of an entry. */
    int row(int entry) {
        return rows[entry];
    }

    /** Activation of an entry. */
    float value(int entry) {
        return values[entry];
    }

    /** Gradient at the pre-activation of an entry. */
    float gradient(int entry) {
        return gradients[entry];
    }
}
