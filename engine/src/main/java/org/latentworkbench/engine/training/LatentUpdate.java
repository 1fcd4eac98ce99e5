package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * Updates all latents in one pass over parameters and moments: each latent's gradients are made, projected, clipped and used
 * by Adam at once, its decoder row is brought back to unit length where it is kept there, and the running average follows.
 */
final class LatentUpdate {
    private static final int BLOCK = 64;

    private final ComputePool pool;
    private final TrainingState state;
    private final DecoderRows decoderRowsOfState;
    private final boolean hasThresholds;
    private final float[][] encoderRows;
    private final float[][] decoderRows;
    private final float[][] blockSums;

    LatentUpdate(ComputePool pool, TrainingState state, SaeKind kind, DecoderRows decoder) {
        this.pool = pool;
        this.state = state;
        this.decoderRowsOfState = decoder;
        this.hasThresholds = kind instanceof SaeKind.JumpRelu;
        this.encoderRows = new float[pool.threads()][state.width()];
        this.decoderRows = new float[pool.threads()][state.width()];
        this.blockSums = new float[Math.ceilDiv(state.latents(), BLOCK)][state.width()];
    }

    /**
     * What reaches b_dec through the encoder, {@code (Σ_b gPre) W_encᵀ}: reduced over the batch first, it is one product of a
     * vector and a matrix. AuxK's part of gPre is left out: it does not reach b_dec.
     */
    double[] throughEncoder(LatentSums sums) {
        MemorySegment encoder = state.weights().encoder().data();
        int width = state.width();
        pool.runRanges(state.latents(), BLOCK, (from, to, _) -> {
            float[] sum = blockSums[from / BLOCK];
            Arrays.fill(sum, 0);
            for (int latent = from; latent < to; latent++) {
                float gradient = sums.preGradient(latent);
                if (gradient != 0) {
                    VectorKernels.addScaled(sum, gradient, encoder, (long) latent * width);
                }
            }
        });
        return BlockSums.total(blockSums);
    }

    /**
     * Updates the parameters of every latent.
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
        for (int row = 0; row < w.further().rows(); row++) {
            adam.updateOne(
                    w.further().data(),
                    m.further().data(),
                    v.further().data(),
                    (long) row * state.latents() + latent,
                    gradients.sums().furtherGradient(row, latent),
                    clip);
        }
        if (hasThresholds) {
            w.further()
                    .set(SaeWeights.THRESHOLD, latent, Math.max(0, w.further().get(SaeWeights.THRESHOLD, latent)));
        }
        state.decoderNorms()[latent] = decoderRowsOfState.normalise(latent);
        WeightAverage average = state.average();
        if (average != null) {
            average.add(state.weights(), latent);
        }
    }
}
