package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * The two gradient rows of a latent, made when they are needed and never kept:
 * {@code gW_dec_i = Σ f G} and {@code gW_enc_i = Σ (∂L/∂pre) xc} over the latent's entries, and for dead latents what AuxK
 * adds.
 *
 * @param contributions entries by latent
 * @param outputs the rows G
 * @param input the rows xc, [B, d]
 * @param decoder [n, d], rows of unit length
 * @param auxiliary AuxK; null if it is off
 */
record LatentGradients(
        Contributions contributions,
        OutputGradients outputs,
        FloatMatrix input,
        FloatMatrix decoder,
        @Nullable AuxiliaryLoss auxiliary) {

    /** Whether all of a latent's gradients are zero. */
    boolean isZero(int latent) {
        return !contributions.fired(latent) && (auxiliary == null || !auxiliary.isDead(latent));
    }

    /** Gradient of a latent's encoder bias. */
    float biasGradient(int latent) {
        float own = contributions.preGradient(latent);
        return auxiliary != null && auxiliary.isDead(latent) ? own + auxiliary.biasGradient(latent) : own;
    }

    /** Overwrites both rows with a latent's gradients, the decoder's not yet projected. */
    void compute(int latent, float[] encoderGradient, float[] decoderGradient) {
        Arrays.fill(encoderGradient, 0);
        Arrays.fill(decoderGradient, 0);
        MemorySegment g = outputs.rows().data();
        MemorySegment x = input.data();
        int width = encoderGradient.length;
        int entry = contributions.begin(latent);
        int end = contributions.end(latent);
        for (; entry + 4 <= end; entry += 4) {
            VectorKernels.addScaled4(
                    decoderGradient,
                    g,
                    (long) contributions.source(entry) * width,
                    contributions.value(entry),
                    (long) contributions.source(entry + 1) * width,
                    contributions.value(entry + 1),
                    (long) contributions.source(entry + 2) * width,
                    contributions.value(entry + 2),
                    (long) contributions.source(entry + 3) * width,
                    contributions.value(entry + 3));
            VectorKernels.addScaled4(
                    encoderGradient,
                    x,
                    (long) contributions.row(entry) * width,
                    contributions.gradient(entry),
                    (long) contributions.row(entry + 1) * width,
                    contributions.gradient(entry + 1),
                    (long) contributions.row(entry + 2) * width,
                    contributions.gradient(entry + 2),
                    (long) contributions.row(entry + 3) * width,
                    contributions.gradient(entry + 3));
        }
        for (; entry < end; entry++) {
            VectorKernels.addScaled(
                    decoderGradient, contributions.value(entry), g, (long) contributions.source(entry) * width);
            VectorKernels.addScaled(
                    encoderGradient, contributions.gradient(entry), x, (long) contributions.row(entry) * width);
        }
        if (auxiliary != null) {
            auxiliary.addTo(latent, encoderGradient, decoderGradient);
        }
    }

    /** Takes from a decoder row's gradient its part along the row, which only changes its length. */
    void project(int latent, float[] decoderGradient) {
        long start = (long) latent * decoderGradient.length;
        float along = VectorKernels.dot(decoderGradient, decoder.data(), start);
        VectorKernels.addScaled(decoderGradient, -along, decoder.data(), start);
    }
}
