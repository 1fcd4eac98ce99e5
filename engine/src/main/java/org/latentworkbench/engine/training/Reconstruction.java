package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SparseCodes;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * Decodes a batch prefix by prefix and gives the gradients at the reconstructions and at the active latents.
 *
 * <p>Loss {@code c Σ_g w_g mean_b |xn - x^_g|²} with {@code w_g = 1 / G} over the G nested prefixes (Matryoshka; G = 1 for the
 * other kinds). Prefix g's reconstruction is a running sum over the latents in ascending order. A latent of level j is in
 * every prefix from j on, so what reaches it is {@code G_j = Σ_{g ≥ j} (2 c w_g / B) (x^_g - xn)}.
 */
final class Reconstruction {
    private static final int BLOCK = 64;

    private final ComputePool pool;
    private final SaeWeights weights;
    private final int[] prefixes;
    private final OutputGradients gradients;
    private final double[][] rowErrors;
    private final float[][] gradientSums;
    private final float[][] errorSums;
    private float[] latentGradients = new float[0];
    private float factor;

    Reconstruction(ComputePool pool, SaeWeights weights, int[] prefixes, OutputGradients gradients) {
        this.pool = pool;
        this.weights = weights;
        this.prefixes = prefixes;
        this.gradients = gradients;
        int blocks = Math.ceilDiv(gradients.batch(), BLOCK);
        this.rowErrors = new double[prefixes.length][gradients.batch()];
        this.gradientSums = new float[blocks][weights.width()];
        this.errorSums = new float[blocks][weights.width()];
    }

    /**
     * Runs over a batch.
     *
     * @param input {@code xn - b_dec}, [B, d]
     * @param codes active latents, ascending within a row
     * @param lossScale c
     */
    void run(FloatMatrix input, SparseCodes codes, double lossScale) {
        if (latentGradients.length < codes.capacity()) {
            latentGradients = new float[codes.capacity()];
        }
        factor = (float) (2 * lossScale / prefixes.length / gradients.batch());
        pool.runRanges(gradients.batch(), BLOCK, (from, to, _) -> {
            float[] error = new float[weights.width()];
            float[] gradientSum = gradientSums[from / BLOCK];
            float[] errorSum = errorSums[from / BLOCK];
            Arrays.fill(gradientSum, 0);
            Arrays.fill(errorSum, 0);
            for (int row = from; row < to; row++) {
                decode(input, codes, row, error, errorSum);
                accumulateLevels(row);
                VectorKernels.addScaled(gradientSum, 1, gradients.rows().data(), element(gradients.source(row, 0)));
                differentiate(codes, row);
            }
        });
    }

    /** Leaves each prefix's scaled error in its own slot. */
    private void decode(FloatMatrix input, SparseCodes codes, int row, float[] error, float[] errorSum) {
        MemorySegment decoder = weights.decoder().data();
        Arrays.fill(error, 0);
        VectorKernels.addScaled(error, -1, input.data(), (long) row * error.length);
        int entry = codes.begin(row);
        for (int level = 0; level < prefixes.length; level++) {
            int end = entry;
            while (end < codes.end(row) && codes.column(end) < prefixes[level]) {
                end++;
            }
            for (; entry + 4 <= end; entry += 4) {
                VectorKernels.addScaled4(
                        error,
                        decoder,
                        start(codes, entry),
                        codes.value(entry),
                        start(codes, entry + 1),
                        codes.value(entry + 1),
                        start(codes, entry + 2),
                        codes.value(entry + 2),
                        start(codes, entry + 3),
                        codes.value(entry + 3));
            }
            for (; entry < end; entry++) {
                VectorKernels.addScaled(error, codes.value(entry), decoder, start(codes, entry));
            }
            rowErrors[level][row] = VectorKernels.sumOfSquares(error);
            VectorKernels.storeScaled(error, factor, gradients.rows().data(), element(gradients.source(row, level)));
        }
        VectorKernels.addTo(errorSum, error);
    }

    private long start(SparseCodes codes, int entry) {
        return (long) codes.column(entry) * weights.width();
    }

    private long element(int source) {
        return (long) source * weights.width();
    }

    /** Turns the levels' own gradients into sums over all prefixes from each level on. */
    private void accumulateLevels(int row) {
        MemorySegment rows = gradients.rows().data();
        int width = weights.width();
        for (int level = prefixes.length - 1; level >= 0; level--) {
            long here = element(gradients.source(row, level));
            if (level + 1 < prefixes.length) {
                VectorKernels.add(rows, here, rows, here + width, width);
            }
            gradients.norms()[gradients.source(row, level)] = VectorKernels.norm(rows, here, width);
        }
    }

    /** {@code ∂L/∂f = G_level · W_dec} at the active latents, where f is the pre-activation. */
    private void differentiate(SparseCodes codes, int row) {
        MemorySegment decoder = weights.decoder().data();
        MemorySegment rows = gradients.rows().data();
        int width = weights.width();
        int level = 0;
        for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
            while (codes.column(entry) >= prefixes[level]) {
                level++;
            }
            latentGradients[entry] =
                    VectorKernels.dot(decoder, start(codes, entry), rows, element(gradients.source(row, level)), width);
        }
    }

    /** Gradient at each entry of the codes. */
    float latentGradient(int entry) {
        return latentGradients[entry];
    }

    /** Sum over rows of the squared error of each prefix. */
    double[] errors() {
        return Arrays.stream(rowErrors)
                .mapToDouble(rows -> Arrays.stream(rows).sum())
                .toArray();
    }

    /** Sum over rows of the gradient that reaches b_dec through the reconstructions. */
    double[] biasGradient() {
        return BlockSums.total(gradientSums);
    }

    /** Sum over rows of the squared error of the full reconstruction. */
    double fullError() {
        return Arrays.stream(rowErrors[prefixes.length - 1]).sum();
    }

    /** Adds a row's {@code x^ - xn} of the full reconstruction, which its last slot holds scaled. */
    void addError(int row, float[] target) {
        long start = element(gradients.source(row, prefixes.length - 1));
        VectorKernels.addScaled(target, 1 / factor, gradients.rows().data(), start);
    }

    /** Sum over rows of {@code x^ - xn} of the full reconstruction. */
    double[] errorSum() {
        return BlockSums.total(errorSums);
    }
}
