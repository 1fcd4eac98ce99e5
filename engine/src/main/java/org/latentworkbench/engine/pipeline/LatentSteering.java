package org.latentworkbench.engine.pipeline;

import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.lm.Replacement;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Holds latents at other activations: {@code x + sum (a' - a) * W_dec / |W_dec|} over the changed latents, with a and a' as
 * they are shown. The rest of x, what the autoencoder misses included, stays.
 */
record LatentSteering(Sae sae, List<PlaygroundChange> changes) implements Replacement.Computed {
    @Override
    public void apply(FloatMatrix rows) {
        SparseRows active = sae.encode(rows);
        for (PlaygroundChange change : changes) {
            float[] direction = unit(sae.decoderRow(change.latent()));
            for (int row = 0; row < rows.rows(); row++) {
                double now = activation(active, row, change.latent());
                add(rows, row, direction, (float) (change.of(now) - now));
            }
        }
    }

    private static double activation(SparseRows active, int row, int latent) {
        int at = Arrays.binarySearch(active.latents(), active.offsets()[row], active.offsets()[row + 1], latent);
        return at < 0 ? 0 : active.values()[at];
    }

    private static void add(FloatMatrix rows, int row, float[] direction, float amount) {
        if (amount != 0) {
            for (int column = 0; column < direction.length; column++) {
                rows.set(row, column, rows.get(row, column) + amount * direction[column]);
            }
        }
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; squares > 0 && i < unit.length; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return unit;
    }
}
