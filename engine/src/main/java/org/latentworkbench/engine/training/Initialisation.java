package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * The state before the first step: decoder rows in random directions with length 1, the encoder equal to the decoder (tied at
 * the start, free afterwards: the best guard against dead latents), b_dec at the geometric median, b_enc 0.
 */
final class Initialisation {
    private Initialisation() {}

    /**
     * Fills a fresh state.
     *
     * @param seed of the directions
     * @param sample raw activations, at least one row
     */
    static void fill(TrainingState state, SaeKind kind, long seed, FloatMatrix sample, InputScale scale) {
        SaeWeights weights = state.weights();
        SplittableRandom random = new SplittableRandom(seed);
        for (int latent = 0; latent < state.latents(); latent++) {
            float[] row = direction(random, state.width());
            weights.decoder().setRow(latent, row);
            weights.encoder().setRow(latent, row);
        }
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix normalised = normalise(sample, scale, arena);
            double[] median = GeometricMedian.of(normalised);
            for (int i = 0; i < median.length; i++) {
                weights.decoderBias().set(0, i, (float) median[i]);
            }
            state.setLossScale(lossScale(kind, normalised));
        }
    }

    private static float[] direction(SplittableRandom random, int width) {
        double[] values = new double[width];
        double squares = 0;
        while (squares == 0) {
            for (int i = 0; i < width; i++) {
                values[i] = random.nextGaussian();
                squares += values[i] * values[i];
            }
        }
        float[] row = new float[width];
        for (int i = 0; i < width; i++) {
            row[i] = (float) (values[i] / Math.sqrt(squares));
        }
        return row;
    }

    private static FloatMatrix normalise(FloatMatrix raw, InputScale scale, Arena arena) {
        FloatMatrix out = FloatMatrix.allocate(arena, raw.rows(), raw.columns());
        for (long row = 0; row < raw.rows(); row++) {
            for (int i = 0; i < raw.columns(); i++) {
                out.set(row, i, (float) (scale.scale() * (raw.get(row, i) - scale.shift()[i])));
            }
        }
        return out;
    }

    /** TopK's loss is relative to the variance of a sample (Gao et al.'s {@code mse_scale}); the others' is plain. */
    private static double lossScale(SaeKind kind, FloatMatrix normalised) {
        return switch (kind) {
            case SaeKind.TopK _ -> {
                double[] mean = GeometricMedian.mean(normalised);
                double squares = 0;
                for (long row = 0; row < normalised.rows(); row++) {
                    for (int i = 0; i < mean.length; i++) {
                        double difference = normalised.get(row, i) - mean[i];
                        squares += difference * difference;
                    }
                }
                yield squares > 0 ? normalised.rows() / squares : 1;
            }
            case SaeKind.BatchTopK _, SaeKind.Matryoshka _, SaeKind.Relu _, SaeKind.JumpRelu _ -> 1;
        };
    }
}
