package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * The state before the first step. Decoder rows point in random directions and the encoder is the same (tied at the start, free
 * afterwards: the best guard against dead latents); b_dec is the geometric median of a sample, b_enc 0. Kinds whose decoder is
 * free start with rows of length 0.1 and b_dec 0, as published; random Matryoshka with an encoder of N(0, 1/d).
 */
final class Initialisation {
    private static final double FREE_LENGTH = 0.1;

    private Initialisation() {}

    /**
     * Fills a fresh state.
     *
     * @param sample raw activations, at least one row
     */
    static void fill(TrainingState state, TrainingConfig config, FloatMatrix sample, InputScale scale) {
        SaeWeights weights = state.weights();
        SplittableRandom random = new SplittableRandom(config.seed());
        boolean unit = config.objective().keepsUnitDecoder();
        boolean tied = !(config.objective() instanceof Objective.RandomPrefixes);
        for (int latent = 0; latent < state.latents(); latent++) {
            double[] gaussian = gaussian(random, state.width());
            double length = Math.sqrt(Arrays.stream(gaussian).map(v -> v * v).sum());
            float[] row = times(gaussian, (unit ? 1 : FREE_LENGTH) / length);
            weights.decoder().setRow(latent, row);
            weights.encoder().setRow(latent, tied ? row : times(gaussian, 1 / Math.sqrt(state.width())));
        }
        if (config.objective() instanceof Objective.L0 l0) {
            float[] thresholds = new float[state.latents()];
            Arrays.fill(thresholds, (float) l0.initialThreshold());
            weights.further().setRow(SaeWeights.THRESHOLD, thresholds);
        }
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix normalised = normalise(sample, scale, arena);
            if (unit) {
                centre(weights, config.kind(), GeometricMedian.of(normalised));
            }
            state.setLossScale(lossScale(config.kind(), normalised));
        }
    }

    /** A kind that does not take b_dec from the input begins as if it did: its b_enc is -b_dec W_enc. */
    private static void centre(SaeWeights weights, SaeKind kind, double[] median) {
        for (int i = 0; i < median.length; i++) {
            weights.decoderBias().set(0, i, (float) median[i]);
        }
        for (int latent = 0; latent < weights.latents() && !kind.subtractsDecoderBias(); latent++) {
            double sum = 0;
            for (int i = 0; i < median.length; i++) {
                sum += median[i] * weights.encoder().get(latent, i);
            }
            weights.encoderBias().set(0, latent, (float) -sum);
        }
    }

    private static double[] gaussian(SplittableRandom random, int width) {
        double[] values = new double[width];
        double squares = 0;
        while (squares == 0) {
            for (int i = 0; i < width; i++) {
                values[i] = random.nextGaussian();
                squares += values[i] * values[i];
            }
        }
        return values;
    }

    private static float[] times(double[] values, double factor) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (values[i] * factor);
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
            case SaeKind.BatchTopK _,
                    SaeKind.Matryoshka _,
                    SaeKind.MatryoshkaRandom _,
                    SaeKind.Relu _,
                    SaeKind.Gated _,
                    SaeKind.JumpRelu _ -> 1;
        };
    }
}
