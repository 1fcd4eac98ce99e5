package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.LargestPerRow;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.SparseCodes;
import org.latentworkbench.engine.tensor.TileScan;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * A TopK step as it is done without sparsity, for comparison only: the same mathematics with every activation and every
 * gradient as a dense array, five dense products where the fused step has one.
 */
final class DenseStep implements AutoCloseable {
    private static final int BLOCK = 64;

    private final Arena arena = Arena.ofShared();
    private final TrainingConfig config;
    private final TrainingState state;
    private final Blas blas;
    private final ComputePool pool;
    private final FloatMatrix centred;
    private final FloatMatrix pre;
    private final FloatMatrix active;
    private final FloatMatrix outputGradient;
    private final FloatMatrix encoderGradient;
    private final FloatMatrix decoderGradient;
    private final LargestPerRow largest;
    private final int k;

    DenseStep(TrainingConfig config, TrainingState state, Blas blas, ComputePool pool) {
        this.config = config;
        this.state = state;
        this.blas = blas;
        this.pool = pool;
        int batch = config.batch();
        this.centred = FloatMatrix.allocate(arena, batch, state.width());
        this.pre = FloatMatrix.allocate(arena, batch, state.latents());
        this.active = FloatMatrix.allocate(arena, batch, state.latents());
        this.outputGradient = FloatMatrix.allocate(arena, batch, state.width());
        this.encoderGradient = FloatMatrix.allocate(arena, state.latents(), state.width());
        this.decoderGradient = FloatMatrix.allocate(arena, state.latents(), state.width());
        this.k = config.kind().activeLatents().orElseThrow();
        this.largest = new LargestPerRow(batch, k);
    }

    /** One step on rows that are normalised already. */
    void step(FloatMatrix normalised, double learningRate) {
        MemorySegment decoderBias = state.weights().decoderBias().data();
        int width = state.width();
        pool.runRanges(config.batch(), BLOCK, (from, to, _) -> {
            for (long row = from; row < to; row++) {
                VectorKernels.subtract(
                        normalised.data(), row * width, decoderBias, 0, centred.data(), row * width, width);
            }
        });
        blas.product(centred, state.weights().encoder(), pre, pool);
        choose();
        blas.product(active, state.weights().decoder(), Blas.Read.PLAIN, outputGradient, pool);
        float factor = (float) (2 * state.lossScale() / config.batch());
        pool.runRanges(config.batch(), BLOCK, (from, to, _) -> {
            for (long row = from; row < to; row++) {
                long start = row * width;
                MemorySegment g = outputGradient.data();
                VectorKernels.subtract(g, start, centred.data(), start, g, start, width);
                VectorKernels.scale(g, start, width, factor);
            }
        });
        blas.product(outputGradient, state.weights().decoder(), pre, pool);
        blas.productOfTransposed(active, outputGradient, decoderGradient, pool);
        mask();
        blas.productOfTransposed(pre, centred, encoderGradient, pool);
        update(new AdamStep(config.optimiser(), state.step() + 1, learningRate));
        state.setStep(state.step() + 1);
    }

    private void choose() {
        largest.reset(k);
        MemorySegment bias = state.weights().encoderBias().data();
        pool.runRanges(config.batch(), BLOCK, (from, to, _) -> {
            FloatMatrix rows = pre.rows(from, to - from);
            TileScan.scan(new ProductTiles.Tile(rows, 0, from, 0), bias, largest);
        });
        active.data().fill((byte) 0);
        SparseCodes codes = largest.codes(config.batch(), pool);
        for (int row = 0; row < codes.rows(); row++) {
            for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
                active.set(row, codes.column(entry), codes.value(entry));
            }
        }
    }

    /** Keeps the gradient at active latents. */
    private void mask() {
        long latents = state.latents();
        pool.runRanges(config.batch(), BLOCK, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                VectorKernels.clearWhereZero(pre.data(), active.data(), row * latents, state.latents());
            }
        });
    }

    private void update(AdamStep adam) {
        int width = state.width();
        MemorySegment encoder = state.weights().encoder().data();
        MemorySegment decoder = state.weights().decoder().data();
        pool.runRanges(state.latents(), BLOCK, (from, to, _) -> {
            for (int latent = from; latent < to; latent++) {
                long start = (long) latent * width;
                float[] gradient = decoderGradient.row(latent);
                float along = VectorKernels.dot(gradient, decoder, start);
                VectorKernels.addScaled(gradient, -along, decoder, start);
                adam.update(
                        decoder,
                        state.firstMoments().decoder().data(),
                        state.secondMoments().decoder().data(),
                        start,
                        gradient,
                        1);
                adam.update(
                        encoder,
                        state.firstMoments().encoder().data(),
                        state.secondMoments().encoder().data(),
                        start,
                        encoderGradient.row(latent),
                        1);
                VectorKernels.scale(decoder, start, width, 1 / VectorKernels.norm(decoder, start, width));
            }
        });
    }

    @Override
    public void close() {
        arena.close();
    }
}
