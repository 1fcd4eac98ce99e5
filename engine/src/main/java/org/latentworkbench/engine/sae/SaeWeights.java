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
 * @param further more values per latent, [0, n] for most kinds: [1, n] thresholds θ for JumpReLU; [2, n] b_mag and r_mag for
 *     Gated, whose b_gate is the encoder's bias
 */
public record SaeWeights(
        FloatMatrix encoder,
        FloatMatrix encoderBias,
        FloatMatrix decoder,
        FloatMatrix decoderBias,
        FloatMatrix further) {
    /** Row of {@link #further} with JumpReLU's thresholds. */
    public static final int THRESHOLD = 0;
    /** Row of {@link #further} with the bias of Gated's magnitudes. */
    public static final int MAGNITUDE_BIAS = 0;
    /** Row of {@link #further} with the logarithm by which Gated's magnitudes are scaled. */
    public static final int MAGNITUDE_LOG_SCALE = 1;

    /** Checks that the shapes fit each other. */
    public SaeWeights {
        if (encoder.rows() != decoder.rows()
                || encoder.columns() != decoder.columns()
                || encoderBias.columns() != encoder.rows()
                || decoderBias.columns() != encoder.columns()
                || further.columns() != encoder.rows()) {
            throw new IllegalArgumentException("the parameters' shapes do not fit each other");
        }
    }

    /** Zeros that live as long as {@code arena}, for kinds with the four usual parameters. */
    public static SaeWeights allocate(Arena arena, int latents, int width) {
        return allocate(arena, latents, width, 0);
    }

    /** Zeros for a kind. */
    public static SaeWeights allocate(Arena arena, int latents, int width, SaeKind kind) {
        return allocate(arena, latents, width, furtherRows(kind));
    }

    private static int furtherRows(SaeKind kind) {
        return switch (kind) {
            case SaeKind.TopK _,
                    SaeKind.BatchTopK _,
                    SaeKind.Matryoshka _,
                    SaeKind.MatryoshkaRandom _,
                    SaeKind.Relu _ -> 0;
            case SaeKind.JumpRelu _ -> 1;
            case SaeKind.Gated _ -> 2;
        };
    }

    private static SaeWeights allocate(Arena arena, int latents, int width, int further) {
        return new SaeWeights(
                FloatMatrix.allocate(arena, latents, width),
                FloatMatrix.allocate(arena, 1, latents),
                FloatMatrix.allocate(arena, latents, width),
                FloatMatrix.allocate(arena, 1, width),
                FloatMatrix.allocate(arena, further, latents));
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
