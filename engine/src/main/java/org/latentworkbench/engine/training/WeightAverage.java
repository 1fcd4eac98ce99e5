package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * The exponential running average of the parameters, which is what a run with averaging gives in the end: steadier than the
 * last step. It starts from 0 and is corrected for that as Adam's moments are.
 *
 * @param sums average before the correction
 * @param decay share of the old average that a step keeps
 */
record WeightAverage(SaeWeights sums, float decay) {
    /** Takes the parameters of a latent after a step. */
    void add(SaeWeights weights, int latent) {
        int width = weights.width();
        add(sums.encoder(), weights.encoder(), (long) latent * width, width);
        add(sums.decoder(), weights.decoder(), (long) latent * width, width);
        add(sums.encoderBias(), weights.encoderBias(), latent, 1);
        for (long row = 0; row < weights.further().rows(); row++) {
            add(sums.further(), weights.further(), row * weights.latents() + latent, 1);
        }
    }

    /** Takes the decoder's bias after a step. */
    void addDecoderBias(SaeWeights weights) {
        add(sums.decoderBias(), weights.decoderBias(), 0, weights.width());
    }

    private void add(FloatMatrix average, FloatMatrix now, long start, int length) {
        VectorKernels.average(average.data(), now.data(), start, length, decay);
    }

    /** The average after some steps, corrected. */
    SaeWeights corrected(Arena arena, SaeKind kind, long steps) {
        SaeWeights out = SaeWeights.allocate(arena, sums.latents(), sums.width(), kind);
        float factor = (float) (1 / (1 - Math.pow(decay, (double) steps)));
        scale(sums.encoder(), out.encoder(), factor);
        scale(sums.encoderBias(), out.encoderBias(), factor);
        scale(sums.decoder(), out.decoder(), factor);
        scale(sums.decoderBias(), out.decoderBias(), factor);
        scale(sums.further(), out.further(), factor);
        return out;
    }

    private static void scale(FloatMatrix from, FloatMatrix to, float factor) {
        MemorySegment data = to.data().copyFrom(from.data());
        for (long row = 0; row < to.rows(); row++) {
            VectorKernels.scale(data, row * to.columns(), to.columns(), factor);
        }
    }
}
