package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.LargestPerRow;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.SparseCodes;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * AuxK (Gao et al. 2024, section A.2): dead latents reconstruct what the living ones left over.
 *
 * <pre>{@code
 * e = xn - x^ (constant);  z = relu of the top min(k_aux, n_dead) of pre over dead latents;  ê = z W_dec
 * L = α min(n_dead / k_aux, 1) mean_b |ê - e|² / mean_b |e - mean e|²
 * }</pre>
 *
 * <p>Its gradient reaches the encoder rows, encoder biases and decoder rows of dead latents and nothing else.
 */
final class AuxiliaryLoss {
    private static final int BLOCK = 16;

    private final ComputePool pool;
    private final SaeWeights weights;
    private final OutputGradients gradients;
    private final double alpha;
    private final int most;
    private final LargestPerRow largest;
    private final double[] rowErrors;
    private final float[] latentGradients;
    private int[] dead = new int[0];
    private int kept;

    /**
     * @param alpha weight α, &gt; 0
     * @param most k_aux
     */
    AuxiliaryLoss(ComputePool pool, SaeWeights weights, OutputGradients gradients, double alpha, int most) {
        this.pool = pool;
        this.weights = weights;
        this.gradients = gradients;
        this.alpha = alpha;
        this.most = most;
        this.kept = Math.min(most, weights.latents());
        this.largest = new LargestPerRow(gradients.batch(), kept);
        this.rowErrors = new double[gradients.batch()];
        this.latentGradients = new float[Math.multiplyExact(gradients.batch(), kept)];
    }

    /** The power of two nearest to d / 2 on a logarithmic scale: 256 for d 512, 512 for d 768, 32 for d 64. */
    static int defaultLatents(int width) {
        return 1 << (int) Math.max(0, Math.round(Math.log(width / 2.0) / Math.log(2)));
    }

    /** Begins a batch; {@code deadLatents} ascend and are at least one. */
    void reset(int[] deadLatents) {
        dead = deadLatents;
        kept = Math.min(most, dead.length);
        largest.reset(kept);
    }

    /** Looks at the dead latents of a tile. */
    void scan(ProductTiles.Tile tile, MemorySegment encoderBias) {
        int from = lowerBound(tile.firstColumn());
        int to = lowerBound(tile.firstColumn() + tile.columns());
        if (from == to) {
            return;
        }
        MemorySegment values = tile.values().data();
        for (int r = 0; r < tile.rows(); r++) {
            long start = (long) r * tile.columns() - tile.firstColumn();
            int row = tile.firstRow() + r;
            float bound = largest.bound(row);
            for (int i = from; i < to; i++) {
                float value = VectorKernels.get(values, start + dead[i]) + VectorKernels.get(encoderBias, dead[i]);
                if (value > bound) {
                    bound = largest.offer(row, dead[i], value);
                }
            }
        }
    }

    private int lowerBound(int latent) {
        int found = Arrays.binarySearch(dead, latent);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * Computes the loss and its gradients.
     *
     * @param errorFactor what the full reconstruction's own gradient was multiplied by: {@code 2 c w / B}
     * @param errors sum over rows of {@code |x^ - xn|²}
     * @param errorSum sum over rows of {@code x^ - xn}
     * @return the loss; 0, with no codes, if it is not finite
     */
    Result run(double errorFactor, double errors, double[] errorSum) {
        int batch = gradients.batch();
        double centredErrors = errors;
        for (double sum : errorSum) {
            centredErrors -= sum * sum / batch;
        }
        double scale = alpha * Math.min((double) dead.length / most, 1);
        double factor = 2 * scale / centredErrors;
        SparseCodes codes = largest.codes(batch, pool);
        pool.runRanges(batch, BLOCK, (from, to, _) -> {
            float[] error = new float[weights.width()];
            for (int row = from; row < to; row++) {
                differentiate(codes, row, error, (float) (1 / errorFactor), (float) factor);
            }
        });
        double loss = scale * Arrays.stream(rowErrors).sum() / centredErrors;
        return Double.isFinite(loss) ? new Result(loss, codes) : new Result(0, null);
    }

    /** Leaves {@code ∂L/∂ê} in the row's auxiliary slot and {@code ∂L/∂z} at its entries. */
    private void differentiate(SparseCodes codes, int row, float[] error, float unscale, float factor) {
        MemorySegment rows = gradients.rows().data();
        MemorySegment decoder = weights.decoder().data();
        int width = weights.width();
        Arrays.fill(error, 0);
        VectorKernels.addScaled(error, unscale, rows, (long) gradients.source(row, gradients.levels() - 1) * width);
        int end = codes.end(row);
        for (int entry = codes.begin(row); entry < end; entry++) {
            VectorKernels.addScaled(error, codes.value(entry), decoder, (long) codes.column(entry) * width);
        }
        rowErrors[row] = VectorKernels.sumOfSquares(error);
        int source = gradients.auxiliarySource(row);
        VectorKernels.storeScaled(error, factor, rows, (long) source * width);
        gradients.norms()[source] = VectorKernels.norm(rows, (long) source * width, width);
        for (int entry = codes.begin(row); entry < end; entry++) {
            latentGradients[entry] =
                    VectorKernels.dot(decoder, (long) codes.column(entry) * width, rows, (long) source * width, width);
        }
    }

    float latentGradient(int entry) {
        return latentGradients[entry];
    }

    /**
     * What came out.
     *
     * @param loss AuxK's part of the loss
     * @param codes z; null if the loss was not finite and nothing is to be learnt
     */
    record Result(double loss, @org.jspecify.annotations.Nullable SparseCodes codes) {}
}
