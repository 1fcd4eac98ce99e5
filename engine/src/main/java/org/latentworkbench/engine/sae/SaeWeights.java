package org.latentworkbench.engine.sae;

import java.lang.foreign.Arena;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Parameters of an autoencoder off the heap, one row per latent in both matrices. In which units is said by whoever holds
 * them.
 *
 * @param encoder [n, d]: row i is what latent i reads
 * @param encoderBias [1, n]
 * @param decoder [n, d]: row i is the direction latent i writes
 * @param decoderBias [1, d]
 */
public record SaeWeights(FloatMatrix encoder, FloatMatrix encoderBias, FloatMatrix decoder, FloatMatrix decoderBias) {
    /** Checks that the shapes fit each other. */
    public SaeWeights {
        if (encoder.rows() != decoder.rows()
                || encoder.columns() != decoder.columns()
                || encoderBias.columns() != encoder.rows()
                || decoderBias.columns() != encoder.columns()) {
            throw new IllegalArgumentException("the parameters' shapes do not fit each other");
        }
    }

    /** Zeros that live as long as {@code arena}. */
    public static SaeWeights allocate(Arena arena, int latents, int width) {
        return new SaeWeights(
                FloatMatrix.allocate(arena, latents, width),
                FloatMatrix.allocate(arena, 1, latents),
                FloatMatrix.allocate(arena, latents, width),
                FloatMatrix.allocate(arena, 1, width));
    }

    /** Number n of latents. */
    public int latents() {
        return (int) encoder.rows();
    }

    /** Dimensions d of the input. */
    public int width() {
        return encoder.columns();
    }
}
