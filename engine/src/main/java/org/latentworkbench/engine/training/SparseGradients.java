package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * The gradient rows of a latent made when they are needed and never kept: {@code gW_dec_i = Σ f G} and
 * {@code gW_enc_i = Σ (∂L/∂pre) xc} over the latent's entries, and for dead latents what AuxK adds.
 */
final class SparseGradients extends LatentGradients {
    private final Contributions contributions;
    private final OutputGradients outputs;
    private final FloatMatrix input;
    private final int furtherRows;

    /**
     * @param contributions entries by latent
     * @param outputs the rows G
     * @param input the rows xc, [B, d]
     * @param furtherRows parameters of a latent beside its rows and its encoder bias
     */
    SparseGradients(
            LatentSums sums,
            Contributions contributions,
            OutputGradients outputs,
            FloatMatrix input,
            DecoderRows decoder,
            int furtherRows,
            @Nullable AuxiliaryLoss auxiliary) {
        super(sums, decoder, auxiliary);
        this.contributions = contributions;
        this.outputs = outputs;
        this.input = input;
        this.furtherRows = furtherRows;
    }

    @Override
    int furtherRows() {
        return furtherRows;
    }

    @Override
    boolean touched(int latent) {
        return contributions.begin(latent) < contributions.end(latent);
    }

    @Override
    void fromRows(int latent, float[] encoderGradient, float[] decoderGradient) {
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
    }

    /** By the triangle inequality: {@code Σ |∂L/∂pre| |xc|}. */
    @Override
    double encoderBound(int latent, InputRows rows) {
        double sum = 0;
        for (int entry = contributions.begin(latent); entry < contributions.end(latent); entry++) {
            sum += Math.abs(contributions.gradient(entry)) * rows.norm(contributions.row(entry));
        }
        return sum;
    }

    /** By the triangle inequality: {@code Σ f |G|}. */
    @Override
    double decoderBound(int latent) {
        float[] norms = outputs.norms();
        double sum = 0;
        for (int entry = contributions.begin(latent); entry < contributions.end(latent); entry++) {
            sum += contributions.value(entry) * norms[contributions.source(entry)];
        }
        return sum;
    }
}
