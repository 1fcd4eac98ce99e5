package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.Blas.Block;
import org.latentworkbench.engine.tensor.Blas.Read;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * The gradients of a step while many latents are active, as at the start of a run with a penalty: dense products, some hundred
 * rows of the batch at a time. The mathematics is that of the sparse way.
 */
final class DensePass implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 512;
    private static final int ROW_BLOCK = 64;
    private static final int COLUMN_BLOCK = 256;

    private final Arena arena = Arena.ofShared();
    private final Blas blas;
    private final ComputePool pool;
    private final SaeWeights weights;
    private final OutputGradients outputs;
    private final @Nullable OutputGradients gateOutputs;
    private final LatentSums sums;
    private final DenseGradients gradients;
    private final FloatMatrix preActivations;
    private final FloatMatrix activations;
    private final FloatMatrix slopes;
    private final @Nullable FloatMatrix gateSlopes;
    private final FloatMatrix errors;
    private final int[] levelOf;

    /** @param gateOutputs gradients at the reconstruction from gates; null for kinds without */
    DensePass(
            Blas blas,
            ComputePool pool,
            SaeWeights weights,
            OutputGradients outputs,
            @Nullable OutputGradients gateOutputs,
            LatentSums sums,
            DecoderRows decoder) {
        this.blas = blas;
        this.pool = pool;
        this.weights = weights;
        this.outputs = outputs;
        this.gateOutputs = gateOutputs;
        this.sums = sums;
        int latents = weights.latents();
        int rows = Math.min(ROWS_AT_ONCE, outputs.batch());
        this.gradients =
                new DenseGradients(arena, sums, decoder, (int) weights.further().rows());
        this.preActivations = FloatMatrix.allocate(arena, rows, latents);
        this.activations = FloatMatrix.allocate(arena, rows, latents);
        this.slopes = FloatMatrix.allocate(arena, rows, latents);
        this.gateSlopes = gateOutputs == null ? null : FloatMatrix.allocate(arena, rows, latents);
        this.errors = FloatMatrix.allocate(arena, rows, weights.width());
        this.levelOf = new int[latents];
    }

    DenseGradients gradients() {
        return gradients;
    }

    /**
     * Runs over a batch.
     *
     * @param input {@code xn}, or {@code xn - b_dec}; [B, d]
     * @param reconstruction takes errors, gives G; already begun
     * @param gates the same for the reconstruction from gates
     */
    void run(FloatMatrix input, StepLoss loss, Reconstruction reconstruction, @Nullable Reconstruction gates) {
        sums.reset(loss.rule());
        gradients.encoder().data().fill((byte) 0);
        gradients.decoder().data().fill((byte) 0);
        int level = 0;
        for (int latent = 0; latent < levelOf.length; latent++) {
            while (latent >= loss.levels().widths()[level]) {
                level++;
            }
            levelOf[latent] = level;
        }
        for (int first = 0; first < outputs.batch(); first += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, outputs.batch() - first);
            runRows(first, input.rows(first, rows), input, loss, reconstruction, gates);
        }
    }

    private void runRows(
            int first,
            FloatMatrix part,
            FloatMatrix input,
            StepLoss loss,
            Reconstruction reconstruction,
            @Nullable Reconstruction gates) {
        int rows = (int) part.rows();
        FloatMatrix z = preActivations.rows(0, rows);
        FloatMatrix f = activations.rows(0, rows);
        FloatMatrix slope = slopes.rows(0, rows);
        blas.product(part, weights.encoder(), z, pool);
        addBias(z);
        OutputGradients second = gateOutputs;
        FloatMatrix gateSlope = null;
        if (second != null && gateSlopes != null && gates != null) {
            Levels one = Levels.one(weights.latents());
            gateSlope = gateSlopes.rows(0, rows);
            activate(z, f, new ChosenRule());
            reconstruct(first, f, input, one, gates);
            differentiate(first, one, second, gateSlope);
        }
        activate(z, f, loss.rule());
        reconstruct(first, f, input, loss.levels(), reconstruction);
        differentiate(first, loss.levels(), outputs, slope);
        gather(z, f, slope, gateSlope);
        int from = 0;
        for (int level = 0; level < loss.levels().count(); level++) {
            int width = loss.levels().widths()[level] - from;
            blas.product(
                    new Block(f, 0, from, rows, width),
                    Read.TRANSPOSED,
                    slot(first, rows, level, outputs),
                    Read.PLAIN,
                    1,
                    new Block(gradients.decoder(), from, 0, width, weights.width()),
                    pool);
            from += width;
        }
        blas.addProductOfTransposed(slope, part, gradients.encoder(), pool);
    }

    private void addBias(FloatMatrix z) {
        MemorySegment bias = weights.encoderBias().data();
        int latents = z.columns();
        pool.runRanges((int) z.rows(), ROW_BLOCK, (from, to, _) -> {
            for (long row = from; row < to; row++) {
                long start = row * latents;
                for (int latent = 0; latent < latents; latent++) {
                    float value = VectorKernels.get(z.data(), start + latent) + VectorKernels.get(bias, latent);
                    VectorKernels.set(z.data(), start + latent, value);
                }
            }
        });
    }

    private void activate(FloatMatrix z, FloatMatrix f, LatentRule rule) {
        int latents = z.columns();
        pool.runRanges((int) z.rows(), ROW_BLOCK, (from, to, _) -> {
            for (long row = from; row < to; row++) {
                long start = row * latents;
                for (int latent = 0; latent < latents; latent++) {
                    float value = VectorKernels.get(z.data(), start + latent);
                    float active = value > rule.lower(latent) ? rule.activation(latent, value) : 0;
                    VectorKernels.set(f.data(), start + latent, active);
                }
            }
        });
    }

    private void reconstruct(int first, FloatMatrix f, FloatMatrix input, Levels levels, Reconstruction into) {
        int rows = (int) f.rows();
        int width = weights.width();
        FloatMatrix error = errors.rows(0, rows);
        pool.runRanges(rows, ROW_BLOCK, (from, to, _) -> {
            float[] scratch = new float[width];
            into.clearSums(first + from);
            for (int row = from; row < to; row++) {
                into.start(input, first + row, scratch);
                error.setRow(row, scratch);
            }
        });
        int begin = 0;
        for (int level = 0; level < levels.count(); level++) {
            int columns = levels.widths()[level] - begin;
            blas.product(
                    new Block(f, 0, begin, rows, columns),
                    Read.PLAIN,
                    new Block(weights.decoder(), begin, 0, columns, width),
                    Read.PLAIN,
                    1,
                    Block.of(error),
                    pool);
            begin += columns;
            boolean last = level + 1 == levels.count();
            int here = level;
            pool.runRanges(rows, ROW_BLOCK, (from, to, _) -> {
                for (int row = from; row < to; row++) {
                    into.takeLevel(first + row, here, error.row(row));
                    if (last) {
                        into.finishRow(first + row);
                    }
                }
            });
        }
    }

    /** {@code G_level W_decᵀ} for the latents of each level. */
    private void differentiate(int first, Levels levels, OutputGradients from, FloatMatrix into) {
        int rows = (int) into.rows();
        int begin = 0;
        for (int level = 0; level < levels.count(); level++) {
            int columns = levels.widths()[level] - begin;
            blas.product(
                    slot(first, rows, level, from),
                    Read.PLAIN,
                    new Block(weights.decoder(), begin, 0, columns, weights.width()),
                    Read.TRANSPOSED,
                    0,
                    new Block(into, 0, begin, rows, columns),
                    pool);
            begin += columns;
        }
    }

    /** The rows G of a level. */
    private Block slot(int first, int rows, int level, OutputGradients from) {
        return new Block(from.wide(), first, level * weights.width(), rows, weights.width());
    }

    /** Turns slopes into gradients at pre-activations, and sums. */
    private void gather(FloatMatrix z, FloatMatrix f, FloatMatrix slope, @Nullable FloatMatrix gateSlope) {
        int latents = z.columns();
        LatentRule rule = sums.rule();
        pool.runRanges(latents, COLUMN_BLOCK, (from, to, _) -> {
            for (long row = 0; row < z.rows(); row++) {
                long start = row * latents;
                for (int latent = from; latent < to; latent++) {
                    long at = start + latent;
                    float value = VectorKernels.get(z.data(), at);
                    float gradient = 0;
                    if (value > rule.lower(latent)) {
                        gradient = sums.add(
                                latent,
                                levelOf[latent],
                                value,
                                VectorKernels.get(f.data(), at),
                                VectorKernels.get(slope.data(), at),
                                gateSlope == null ? 0 : VectorKernels.get(gateSlope.data(), at));
                    }
                    VectorKernels.set(slope.data(), at, gradient);
                }
            }
        });
    }

    @Override
    public void close() {
        arena.close();
    }
}
