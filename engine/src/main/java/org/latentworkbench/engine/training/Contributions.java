package org.latentworkbench.engine.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.SparseCodes;

/**
 * The active entries of a batch ordered by latent: what each latent's gradient is a sum of. Within a latent, rows ascend;
 * the reconstruction's entries come before the auxiliary ones.
 */
final class Contributions {
    private final int[] starts;
    private final int[] mainCounts;
    private int[] sources = new int[0];
    private int[] rows = new int[0];
    private float[] values = new float[0];
    private float[] gradients = new float[0];

    Contributions(int latents) {
        this.starts = new int[latents + 1];
        this.mainCounts = new int[latents];
    }

    /** Sorts a batch's entries by counting. */
    void fill(
            SparseCodes codes,
            Reconstruction reconstruction,
            int[] prefixes,
            OutputGradients outputs,
            @Nullable SparseCodes auxiliaryCodes,
            @Nullable AuxiliaryLoss auxiliary) {
        Arrays.fill(starts, 0);
        count(codes);
        for (int latent = 0; latent < mainCounts.length; latent++) {
            mainCounts[latent] = starts[latent + 1];
        }
        if (auxiliaryCodes != null) {
            count(auxiliaryCodes);
        }
        for (int latent = 0; latent < mainCounts.length; latent++) {
            starts[latent + 1] += starts[latent];
        }
        reserve(starts[mainCounts.length]);
        int[] next = Arrays.copyOf(starts, mainCounts.length);
        for (int row = 0; row < codes.rows(); row++) {
            int level = 0;
            for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
                int latent = codes.column(entry);
                while (latent >= prefixes[level]) {
                    level++;
                }
                put(
                        next[latent]++,
                        outputs.source(row, level),
                        row,
                        codes.value(entry),
                        reconstruction.latentGradient(entry));
            }
        }
        if (auxiliaryCodes != null && auxiliary != null) {
            for (int row = 0; row < auxiliaryCodes.rows(); row++) {
                for (int entry = auxiliaryCodes.begin(row); entry < auxiliaryCodes.end(row); entry++) {
                    int at = next[auxiliaryCodes.column(entry)]++;
                    put(
                            at,
                            outputs.auxiliarySource(row),
                            row,
                            auxiliaryCodes.value(entry),
                            auxiliary.latentGradient(entry));
                }
            }
        }
    }

    private void count(SparseCodes codes) {
        for (int row = 0; row < codes.rows(); row++) {
            for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
                starts[codes.column(entry) + 1]++;
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

    private void put(int at, int source, int row, float value, float gradient) {
        sources[at] = source;
        rows[at] = row;
        values[at] = value;
        gradients[at] = gradient;
    }

    /** First entry of a latent. */
    int begin(int latent) {
        return starts[latent];
    }

    /** One past the last entry of a latent. */
    int end(int latent) {
        return starts[latent + 1];
    }

    /** Whether a latent was active in the reconstruction. */
    boolean fired(int latent) {
        return mainCounts[latent] > 0;
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

    /** Sum of a latent's gradients at its pre-activations: its encoder bias's gradient. */
    float biasGradient(int latent) {
        return sum(starts[latent], starts[latent + 1]);
    }

    /** That sum over the reconstruction's entries alone: what also reaches b_dec through the encoder. */
    float mainBiasGradient(int latent) {
        return sum(starts[latent], starts[latent] + mainCounts[latent]);
    }

    private float sum(int from, int to) {
        double sum = 0;
        for (int entry = from; entry < to; entry++) {
            sum += gradients[entry];
        }
        return (float) sum;
    }
}
