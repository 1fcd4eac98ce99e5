package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.LargestPerRow;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * AuxK (Gao et al. 2024, section A.2): dead latents reconstruct what the living ones left over.
 *
 * <pre>{@code
 * e = xn - x^ (constant);  z = relu of the top min(k_aux, n_dead) of pre over dead latents;  ê = z W_dec
 * L = α min(n_dead / k_aux, 1) mean_b |ê - e|² / mean_b |e - mean e|²
 * }</pre>
 *
 * <p>Its gradient reaches the encoder rows, encoder biases and decoder rows of dead latents and nothing else. Among the dead a
 * row has hundreds of active latents, not a few dozen among thousands: so here dense products over the dead latents alone are
 * the fast way, a block of rows at a time.
 */
final class AuxiliaryLoss implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1024;
    private static final int BLOCK = 16;
    private static final int LIVING = -1;

    private final Blas blas;
    private final ComputePool pool;
    private final SaeWeights weights;
    private final double alpha;
    private final int most;
    private final int batch;
    private final LargestPerRow largest;
    private final double[] rowErrors;
    private final int[] places;
    private int[] dead = new int[0];
    private AuxiliaryArrays arrays;

    /**
     * @param alpha weight α, &gt; 0
     * @param most k_aux
     */
    AuxiliaryLoss(Blas blas, ComputePool pool, SaeWeights weights, int batch, double alpha, int most) {
        this.blas = blas;
        this.pool = pool;
        this.weights = weights;
        this.alpha = alpha;
        this.most = most;
        this.batch = batch;
        this.largest = new LargestPerRow(batch, Math.min(most, weights.latents()));
        this.rowErrors = new double[batch];
        this.places = new int[weights.latents()];
        this.arrays = new AuxiliaryArrays(Math.min(ROWS_AT_ONCE, batch), 1, weights.width());
        Arrays.fill(places, LIVING);
    }

    /** The power of two nearest to d / 2 on a logarithmic scale: 256 for d 512, 512 for d 768, 32 for d 64. */
    static int defaultLatents(int width) {
        return 1 << (int) Math.max(0, Math.round(Math.log(width / 2.0) / Math.log(2)));
    }

    /** Begins a batch; {@code deadLatents} ascend. */
    void reset(int[] deadLatents) {
        for (int latent : dead) {
            places[latent] = LIVING;
        }
        dead = deadLatents;
        for (int place = 0; place < dead.length; place++) {
            places[dead[place]] = place;
        }
        if (dead.length > 0) {
            largest.reset(Math.min(most, Math.min(dead.length, weights.latents())));
            if (arrays.capacity() < dead.length) {
                arrays.close();
                int capacity = Math.min(weights.latents(), dead.length + dead.length / 4 + 64);
                arrays = new AuxiliaryArrays(Math.min(ROWS_AT_ONCE, batch), capacity, weights.width());
            }
        }
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
     * @param input {@code xc}, [B, d]
     * @param reconstruction of this batch
     * @return the loss; 0, with zero gradients, if nothing is dead or the loss is not finite
     */
    double run(FloatMatrix input, Reconstruction reconstruction) {
        if (dead.length == 0) {
            return 0;
        }
        double centredErrors = reconstruction.resultError();
        for (double sum : reconstruction.errorSum()) {
            centredErrors -= sum * sum / batch;
        }
        double scale = alpha * Math.min((double) dead.length / most, 1);
        gather();
        AuxiliaryArrays.View all = arrays.view(dead.length);
        all.clearGradients();
        for (int first = 0; first < batch; first += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, batch - first);
            runRows(first, rows, input, reconstruction, (float) (2 * scale / centredErrors), all);
        }
        double loss = scale * Arrays.stream(rowErrors).sum() / centredErrors;
        if (!Double.isFinite(loss)) {
            all.clearGradients();
            return 0;
        }
        all.measureGradients();
        return loss;
    }

    private void gather() {
        FloatMatrix rows = arrays.view(dead.length).decoder();
        long bytes = (long) weights.width() * Float.BYTES;
        for (int place = 0; place < dead.length; place++) {
            MemorySegment.copy(weights.decoder().data(), dead[place] * bytes, rows.data(), place * bytes, bytes);
        }
    }

    private void runRows(
            int first, int rows, FloatMatrix input, Reconstruction errors, float factor, AuxiliaryArrays.View all) {
        FloatMatrix z = all.activations(rows);
        FloatMatrix error = all.errors(rows);
        FloatMatrix gradient = all.activationGradients(rows);
        pool.runRanges(rows, BLOCK, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                scatter(first + row, z, row);
            }
        });
        blas.product(z, all.decoder(), Blas.Read.PLAIN, error, pool);
        pool.runRanges(rows, BLOCK, (from, to, _) -> {
            float[] difference = new float[weights.width()];
            for (int row = from; row < to; row++) {
                Arrays.fill(difference, 0);
                VectorKernels.addScaled(difference, 1, error.data(), (long) row * difference.length);
                errors.addError(first + row, difference);
                rowErrors[first + row] = VectorKernels.sumOfSquares(difference);
                VectorKernels.storeScaled(difference, factor, error.data(), (long) row * difference.length);
            }
        });
        blas.product(error, all.decoder(), gradient, pool);
        pool.runRanges(rows, BLOCK, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                VectorKernels.clearWhereZero(gradient.data(), z.data(), (long) row * dead.length, dead.length);
            }
        });
        all.addBiasGradients(gradient);
        blas.addProductOfTransposed(z, error, all.decoderGradients(), pool);
        blas.addProductOfTransposed(gradient, input.rows(first, rows), all.encoderGradients(), pool);
    }

    /** Writes a row of z. */
    private void scatter(int batchRow, FloatMatrix z, int row) {
        int columns = z.columns();
        z.data()
                .asSlice((long) row * columns * Float.BYTES, (long) columns * Float.BYTES)
                .fill((byte) 0);
        int count = largest.finish(batchRow);
        for (int i = 0; i < count; i++) {
            z.set(row, places[largest.column(batchRow, i)], largest.value(batchRow, i));
        }
    }

    /** Adds a latent's gradients, if it is dead, to what the reconstruction gave it. */
    void addTo(int latent, float[] encoderGradient, float[] decoderGradient) {
        int place = places[latent];
        if (place != LIVING) {
            AuxiliaryArrays.View all = arrays.view(dead.length);
            long start = (long) place * weights.width();
            VectorKernels.addScaled(encoderGradient, 1, all.encoderGradients().data(), start);
            VectorKernels.addScaled(decoderGradient, 1, all.decoderGradients().data(), start);
        }
    }

    /** Whether a latent is dead in this batch. */
    boolean isDead(int latent) {
        return places[latent] != LIVING;
    }

    /** Gradient of a dead latent's encoder bias. */
    float biasGradient(int latent) {
        return arrays.biasGradient(places[latent]);
    }

    /** Norm of a dead latent's encoder row gradient. */
    float encoderNorm(int latent) {
        return arrays.encoderNorm(places[latent]);
    }

    /** Norm of a dead latent's decoder row gradient. */
    float decoderNorm(int latent) {
        return arrays.decoderNorm(places[latent]);
    }

    @Override
    public void close() {
        arrays.close();
    }
}
