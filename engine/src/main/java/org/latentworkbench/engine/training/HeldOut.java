package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * What a finished autoencoder does on rows it was not trained on, under its inference rule, in raw units.
 *
 * @param rows rows measured
 * @param fvu {@code Σ|x - x^|² / Σ|x - mean x|²} over all rows, "FVU v2"
 * @param l0 mean active latents per row
 * @param deadFraction share of latents silent on all rows
 */
record HeldOut(long rows, double fvu, double l0, double deadFraction) {
    private static final int ROWS_AT_ONCE = 4096;

    static HeldOut measure(Sae sae, ActivationStream stream, long rows, JobContext context) {
        int width = sae.inputWidth();
        double error = 0;
        double squares = 0;
        double[] sums = new double[width];
        double[] origin = new double[width];
        boolean[] fired = new boolean[sae.latents()];
        long active = 0;
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix inputs = FloatMatrix.allocate(arena, Math.min(rows, ROWS_AT_ONCE), width);
            FloatMatrix outputs = FloatMatrix.allocate(arena, inputs.rows(), width);
            for (long done = 0; done < rows; done += ROWS_AT_ONCE) {
                context.checkCancelled();
                long count = Math.min(ROWS_AT_ONCE, rows - done);
                FloatMatrix x = inputs.rows(0, count);
                FloatMatrix reconstructed = outputs.rows(0, count);
                stream.next(x);
                SparseRows codes = sae.encode(x);
                sae.decode(codes, reconstructed);
                active += codes.count();
                for (int latent : codes.latents()) {
                    fired[latent] = true;
                }
                for (long row = 0; row < count; row++) {
                    for (int i = 0; i < width; i++) {
                        double value = x.get(row, i);
                        // Sums are taken around the first row, lest a large mean swallow the variance.
                        origin[i] = done + row == 0 ? value : origin[i];
                        double difference = value - reconstructed.get(row, i);
                        error += difference * difference;
                        sums[i] += value - origin[i];
                        squares += (value - origin[i]) * (value - origin[i]);
                    }
                }
            }
        }
        double variance = squares;
        for (double sum : sums) {
            variance -= sum * sum / rows;
        }
        int dead = 0;
        for (boolean latent : fired) {
            dead += latent ? 0 : 1;
        }
        return new HeldOut(rows, error / variance, (double) active / rows, (double) dead / fired.length);
    }
}
