package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SparseCodes;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * Decodes a batch level by level and gives the gradients at the reconstructions and at the latents.
 *
 * <p>Loss {@code c Σ_g w_g mean_b |xn - x^_g|²} over nested reconstructions. Each is the one before and the latents of its own
 * level. A latent of level j is in every reconstruction from j on, so what reaches it is
 * {@code G_j = Σ_{g ≥ j} (2 c w_g / B) (x^_g - xn)}.
 */
final class Reconstruction {
    private static final int BLOCK = 64;

    private final ComputePool pool;
    private final SaeWeights weights;
    private final @Nullable MemorySegment bias;
    private final OutputGradients gradients;
    private final double[][] rowErrors;
    private final float[][] gradientSums;
    private final float[][] errorSums;
    private Levels levels = Levels.one(1);
    private float[] factors = new float[1];
    private double lossScale;

    /** @param inputHasBias whether b_dec was taken from the input already, so that it is not added to the reconstruction */
    Reconstruction(ComputePool pool, SaeWeights weights, boolean inputHasBias, OutputGradients gradients) {
        this.pool = pool;
        this.weights = weights;
        this.bias = inputHasBias ? null : weights.decoderBias().data();
        this.gradients = gradients;
        int blocks = Math.ceilDiv(gradients.batch(), BLOCK);
        this.rowErrors = new double[gradients.levels()][gradients.batch()];
        this.gradientSums = new float[blocks][weights.width()];
        this.errorSums = new float[blocks][weights.width()];
    }

    /**
     * Begins a batch.
     *
     * @param newLossScale c
     */
    void begin(Levels newLevels, double newLossScale) {
        levels = newLevels;
        lossScale = newLossScale;
        factors = new float[levels.count()];
        for (int level = 0; level < factors.length; level++) {
            factors[level] = (float) (2 * lossScale * levels.weights()[level] / gradients.batch());
        }
    }

    /**
     * Runs over a batch.
     *
     * @param input {@code xn}, or {@code xn - b_dec}; [B, d]
     * @param codes latents, ascending within a level of a row
     * @param values activation of each entry
     * @param slopes gets {@code ∂L/∂f} of each entry
     */
    void run(FloatMatrix input, SparseCodes codes, float[] values, float[] slopes) {
        pool.runRanges(gradients.batch(), BLOCK, (from, to, _) -> {
            float[] error = new float[weights.width()];
            clearSums(from);
            for (int row = from; row < to; row++) {
                decode(input, codes, values, row, error);
                finishRow(row);
                differentiate(codes, row, slopes);
            }
        });
    }

    /** The error before the first latent is added. */
    void start(FloatMatrix input, int row, float[] error) {
        Arrays.fill(error, 0);
        VectorKernels.addScaled(error, -1, input.data(), (long) row * error.length);
        if (bias != null) {
            VectorKernels.addScaled(error, 1, bias, 0);
        }
    }

    /** Leaves each level's scaled error in its own slot. */
    private void decode(FloatMatrix input, SparseCodes codes, float[] values, int row, float[] error) {
        MemorySegment decoder = weights.decoder().data();
        start(input, row, error);
        int entry = codes.begin(row);
        for (int level = 0; level < levels.count(); level++) {
            int end = levels.end(codes, row, level, entry);
            for (; entry + 4 <= end; entry += 4) {
                VectorKernels.addScaled4(
                        error,
                        decoder,
                        start(codes, entry),
                        values[entry],
                        start(codes, entry + 1),
                        values[entry + 1],
                        start(codes, entry + 2),
                        values[entry + 2],
                        start(codes, entry + 3),
                        values[entry + 3]);
            }
            for (; entry < end; entry++) {
                VectorKernels.addScaled(error, values[entry], decoder, start(codes, entry));
            }
            takeLevel(row, level, error);
        }
    }

    /** Takes the error of a level. */
    void takeLevel(int row, int level, float[] error) {
        rowErrors[level][row] = VectorKernels.sumOfSquares(error);
        MemorySegment rows = gradients.rows().data();
        VectorKernels.storeScaled(error, factors[level], rows, element(gradients.source(row, level)));
        if (level == levels.result()) {
            VectorKernels.addTo(errorSums[row / BLOCK], error);
        }
    }

    /** Forgets the sums of the block that begins with a row. */
    void clearSums(int firstRow) {
        Arrays.fill(gradientSums[firstRow / BLOCK], 0);
        Arrays.fill(errorSums[firstRow / BLOCK], 0);
    }

    /** Turns the levels' own gradients into sums over all reconstructions from each level on. */
    void finishRow(int row) {
        MemorySegment rows = gradients.rows().data();
        int width = weights.width();
        for (int level = levels.count() - 1; level >= 0; level--) {
            long here = element(gradients.source(row, level));
            if (level + 1 < levels.count()) {
                VectorKernels.add(rows, here, rows, here + width, width);
            }
            gradients.norms()[gradients.source(row, level)] = VectorKernels.norm(rows, here, width);
        }
        VectorKernels.addScaled(gradientSums[row / BLOCK], 1, rows, element(gradients.source(row, 0)));
    }

    private long start(SparseCodes codes, int entry) {
        return (long) codes.column(entry) * weights.width();
    }

    private long element(int source) {
        return (long) source * weights.width();
    }

    /** {@code ∂L/∂f = G_level · W_dec} at the entries. */
    private void differentiate(SparseCodes codes, int row, float[] slopes) {
        MemorySegment decoder = weights.decoder().data();
        MemorySegment rows = gradients.rows().data();
        int width = weights.width();
        int entry = codes.begin(row);
        for (int level = 0; level < levels.count(); level++) {
            long g = element(gradients.source(row, level));
            int end = levels.end(codes, row, level, entry);
            for (; entry < end; entry++) {
                slopes[entry] = VectorKernels.dot(decoder, start(codes, entry), rows, g, width);
            }
        }
    }

    /** The loss of all reconstructions. */
    double loss() {
        double loss = 0;
        for (int level = 0; level < levels.count(); level++) {
            loss += lossScale * levels.weights()[level] * error(level) / gradients.batch();
        }
        return loss;
    }

    /** Sum over rows of the squared error of each reconstruction that is reported. */
    double[] loggedErrors() {
        return Arrays.stream(levels.logged()).mapToDouble(this::error).toArray();
    }

    private double error(int level) {
        return Arrays.stream(rowErrors[level]).sum();
    }

    /** Sum over rows of the gradient that reaches b_dec through the reconstructions. */
    double[] biasGradient() {
        return BlockSums.total(gradientSums);
    }

    /** Sum over rows of the squared error of the autoencoder's own reconstruction. */
    double resultError() {
        return error(levels.result());
    }

    /** Adds a row's {@code x^ - xn} of the autoencoder's own reconstruction, which is in its slot scaled. */
    void addError(int row, float[] target) {
        int level = levels.result();
        MemorySegment rows = gradients.rows().data();
        float back = 1 / factors[level];
        VectorKernels.addScaled(target, back, rows, element(gradients.source(row, level)));
        if (level + 1 < levels.count()) {
            VectorKernels.addScaled(target, -back, rows, element(gradients.source(row, level + 1)));
        }
    }

    /** Sum over rows of {@code x^ - xn} of the autoencoder's own reconstruction. */
    double[] errorSum() {
        return BlockSums.total(errorSums);
    }
}
