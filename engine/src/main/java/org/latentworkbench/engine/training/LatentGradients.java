package org.latentworkbench.engine.training;

import org.jspecify.annotations.Nullable;

/** The gradients of a step with respect to the parameters of each latent. */
abstract sealed class LatentGradients permits SparseGradients, DenseGradients {
    private final LatentSums sums;
    private final DecoderRows decoder;
    private final @Nullable AuxiliaryLoss auxiliary;

    /** @param auxiliary AuxK; null if it is off */
    LatentGradients(LatentSums sums, DecoderRows decoder, @Nullable AuxiliaryLoss auxiliary) {
        this.sums = sums;
        this.decoder = decoder;
        this.auxiliary = auxiliary;
    }

    /** Sums over the rows of the batch. */
    final LatentSums sums() {
        return sums;
    }

    /** Gradient of a latent's encoder bias. */
    final float biasGradient(int latent) {
        float own = sums.biasGradient(latent);
        return auxiliary != null && auxiliary.isDead(latent) ? own + auxiliary.biasGradient(latent) : own;
    }

    /** Whether all of a latent's gradients are zero. */
    final boolean isZero(int latent) {
        return !touched(latent) && (auxiliary == null || !auxiliary.isDead(latent));
    }

    /** Overwrites both rows with a latent's gradients, the decoder's not yet projected. */
    final void compute(int latent, float[] encoderGradient, float[] decoderGradient) {
        fromRows(latent, encoderGradient, decoderGradient);
        float pull = sums.pull(latent);
        if (pull != 0) {
            org.latentworkbench.engine.tensor.VectorKernels.addScaled(
                    decoderGradient, pull, decoder.matrix().data(), (long) latent * decoderGradient.length);
        }
        if (auxiliary != null) {
            auxiliary.addTo(latent, encoderGradient, decoderGradient);
        }
    }

    /** Takes from a decoder row's gradient its part along the row, where rows have unit length. */
    final void project(int latent, float[] decoderGradient) {
        decoder.project(latent, decoderGradient);
    }

    /** At least the squared norm of all gradients of a latent; infinite where no cheap bound is known. */
    final double squaredBound(int latent, InputRows input) {
        double encoderRow = encoderBound(latent, input);
        double decoderRow = decoderBound(latent);
        float pull = sums.pull(latent);
        if (pull != 0) {
            decoderRow += Math.abs(pull) * decoder.norm(latent);
        }
        if (auxiliary != null && auxiliary.isDead(latent)) {
            encoderRow += auxiliary.encoderNorm(latent);
            decoderRow += auxiliary.decoderNorm(latent);
        }
        return encoderRow * encoderRow + decoderRow * decoderRow + squaredSingles(latent);
    }

    /** Sum of the squares of a latent's gradients that are single numbers. */
    final double squaredSingles(int latent) {
        double bias = biasGradient(latent);
        double total = bias * bias;
        for (int row = 0; row < furtherRows(); row++) {
            double gradient = sums.furtherGradient(row, latent);
            total += gradient * gradient;
        }
        return total;
    }

    /** Parameters of a latent beside its rows and its encoder bias. */
    abstract int furtherRows();

    /** Whether a latent had any gradient in this batch. */
    abstract boolean touched(int latent);

    abstract void fromRows(int latent, float[] encoderGradient, float[] decoderGradient);

    abstract double encoderBound(int latent, InputRows input);

    abstract double decoderBound(int latent);
}
