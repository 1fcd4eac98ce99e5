package org.latentworkbench.engine.training;

import java.util.Arrays;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * The factor that keeps the global norm of the gradient below a limit: {@code min(1, limit / (|g| + 1e-6))}.
 *
 * <p>The norm needs every gradient before the first is used, but gradients are not kept. Mostly they need not be made: by the
 * triangle inequality a latent's rows are no longer than {@code Σ f |G|} and {@code Σ |∂L/∂pre| |xc|}, which costs nothing, and
 * where even that bound is below the limit nothing is clipped. Otherwise the gradients are made once more for their exact
 * norm. The result is the same either way.
 */
final class GradientClip {
    static final double NORM_EPSILON = 1e-6;
    private static final int BLOCK = 64;

    private final ComputePool pool;
    private final double limit;
    private final double[] squares;
    private final float[][] encoderRows;
    private final float[][] decoderRows;
    private long exactSteps;

    /** @param limit largest norm; 0 never clips */
    GradientClip(ComputePool pool, double limit, int latents, int width) {
        this.pool = pool;
        this.limit = limit;
        this.squares = new double[latents];
        this.encoderRows = new float[pool.threads()][width];
        this.decoderRows = new float[pool.threads()][width];
    }

    /**
     * The factor of this step.
     *
     * @param decoderBiasGradient d values
     */
    float factor(LatentGradients gradients, InputRows input, double[] decoderBiasGradient) {
        if (limit == 0) {
            return 1;
        }
        double bias = 0;
        for (double g : decoderBiasGradient) {
            bias += g * g;
        }
        if (isSurelyBelow(bias, gradients, input)) {
            return 1;
        }
        exactSteps++;
        return (float) Math.min(1, limit / (Math.sqrt(bias + exact(gradients)) + NORM_EPSILON));
    }

    /** How often the exact norm had to be computed. */
    long exactSteps() {
        return exactSteps;
    }

    private boolean isSurelyBelow(double bias, LatentGradients gradients, InputRows input) {
        // Single-precision rows may come out a little longer than their exact sum.
        double most = (limit - NORM_EPSILON) * (limit - NORM_EPSILON) - bias;
        double total = 0;
        for (int latent = 0; latent < squares.length && total <= most; latent++) {
            total += 1.001 * gradients.squaredBound(latent, input);
        }
        return total <= most;
    }

    private double exact(LatentGradients gradients) {
        Arrays.fill(squares, 0);
        pool.runRanges(squares.length, BLOCK, (from, to, worker) -> {
            float[] encoder = encoderRows[worker];
            float[] decoder = decoderRows[worker];
            for (int latent = from; latent < to; latent++) {
                if (gradients.isZero(latent)) {
                    continue;
                }
                gradients.compute(latent, encoder, decoder);
                gradients.project(latent, decoder);
                squares[latent] = (double) VectorKernels.sumOfSquares(encoder)
                        + VectorKernels.sumOfSquares(decoder)
                        + gradients.squaredSingles(latent);
            }
        });
        return Arrays.stream(squares).sum();
    }
}
