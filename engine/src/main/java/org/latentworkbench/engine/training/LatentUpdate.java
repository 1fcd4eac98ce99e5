package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * Updates all latents in one pass over parameters and moments: each latent's gradients are made, projected, clipped and used
 * by Adam at once, and its decoder row is brought back to unit length after the update.
 */
final class LatentUpdate {
    private static final int BLOCK = 64;
    /** Keeps a row of zeros from becoming a row of NaN. */
    private static final float NORM_EPSILON = 1.2e-7f;

    private final ComputePool pool;
    private final TrainingState state;
    private final float[][] encoderRows;
    private final float[][] decoderRows;
    private final float[][] blockSums;

    LatentUpdate(ComputePool pool, TrainingState state) {
        this.pool = pool;
        this.state = state;
        this.encoderRows = new float[pool.threads()][state.width()];
        this.decoderRows = new float[pool.threads()][state.width()];
        this.blockSums = new float[Math.ceilDiv(state.latents(), BLOCK)][state.width()];
    }

    /**
     * What reaches b_dec through the encoder, {@code (Σ_b gPre) W_encᵀ}: reduced over the batch first, it is one product of a
     * vector and a matrix. AuxK's part of gPre is left out: it does not reach b_dec.
     */
    double[] throughEncoder(Contributions entries) {
        MemorySegment encoder = state.weights().encoder().data();
        int width = state.width();
        pool.runRanges(state.latents(), BLOCK, (from, to, _) -> {
            float[] sum = blockSums[from / BLOCK];
            Arrays.fill(sum, 0);
            for (int latent = from; latent < to; latent++) {
                if (entries.fired(latent)) {
                    VectorKernels.addScaled(sum, entries.preGradient(latent), encoder, (long) latent * width);
                }
            }
        });
        return BlockSums.total(blockSums);
    }

    /**
     * Updates encoder, encoder bias and decoder.
     *
     * @param clip factor on every gradient
     */
    void run(LatentGradients gradients, AdamStep adam, float clip) {
        pool.runRanges(state.latents(), BLOCK, (from, to, worker) -> {
            for (int latent = from; latent < to; latent++) {
                update(latent, gradients, adam, clip, encoderRows[worker], decoderRows[worker]);
            }
        });
    }

    private void update(
            int latent, LatentGradients gradients, AdamStep adam, float clip, float[] encoder, float[] decoder) {
        SaeWeights w = state.weights();
        SaeWeights m = state.firstMoments();
        SaeWeights v = state.secondMoments();
        gradients.compute(latent, encoder, decoder);
        gradients.project(latent, decoder);
        long start = (long) latent * encoder.length;
        adam.update(w.encoder().data(), m.encoder().data(), v.encoder().data(), start, encoder, clip);
        adam.update(w.decoder().data(), m.decoder().data(), v.decoder().data(), start, decoder, clip);
        adam.updateOne(
                w.encoderBias().data(),
                m.encoderBias().data(),
                v.encoderBias().data(),
                latent,
                gradients.biasGradient(latent),
                clip);
        MemorySegment rows = w.decoder().data();
        float norm = VectorKernels.norm(rows, start, encoder.length);
        VectorKernels.scale(rows, start, encoder.length, 1 / (norm + NORM_EPSILON));
    }
}
