package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Gradient rows of all latents as whole arrays, from {@link DensePass}. */
final class DenseGradients extends LatentGradients {
    private final FloatMatrix encoder;
    private final FloatMatrix decoder;
    private final int furtherRows;

    DenseGradients(Arena arena, LatentSums sums, DecoderRows decoderRows, int furtherRows) {
        super(sums, decoderRows, null);
        long latents = decoderRows.matrix().rows();
        this.encoder = FloatMatrix.allocate(arena, latents, decoderRows.matrix().columns());
        this.decoder = FloatMatrix.allocate(arena, latents, decoderRows.matrix().columns());
        this.furtherRows = furtherRows;
    }

    /** [n, d] */
    FloatMatrix encoder() {
        return encoder;
    }

    /** [n, d] */
    FloatMatrix decoder() {
        return decoder;
    }

    @Override
    int furtherRows() {
        return furtherRows;
    }

    @Override
    boolean touched(int latent) {
        return true;
    }

    @Override
    void fromRows(int latent, float[] encoderGradient, float[] decoderGradient) {
        copy(encoder, latent, encoderGradient);
        copy(decoder, latent, decoderGradient);
    }

    private static void copy(FloatMatrix from, int row, float[] into) {
        long start = (long) row * into.length * Float.BYTES;
        MemorySegment.copy(from.data(), ValueLayout.JAVA_FLOAT, start, into, 0, into.length);
    }

    @Override
    double encoderBound(int latent, InputRows input) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    double decoderBound(int latent) {
        return Double.POSITIVE_INFINITY;
    }
}
