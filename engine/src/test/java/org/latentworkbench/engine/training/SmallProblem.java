package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** A lane over a few latents with random, untied parameters, where every number can be checked. */
final class SmallProblem implements AutoCloseable {
    static final int WIDTH = 19;
    static final int LATENTS = 24;
    static final int BATCH = 10;
    static final long DEAD_WINDOW = 1000;
    static final int AUXILIARY_LATENTS = 8;

    final Arena arena = Arena.ofShared();
    final ComputePool pool = new ComputePool(2);
    final TrainingConfig config;
    final TrainingState state;
    final InputScale scale;
    final FloatMatrix raw = FloatMatrix.allocate(arena, BATCH, WIDTH);
    final CpuLane lane;

    SmallProblem(SaeKind kind, double alpha, double clipNorm) {
        this(kind, Objective.defaultFor(kind, LATENTS, 100), alpha, clipNorm);
    }

    SmallProblem(SaeKind kind, Objective objective, double alpha, double clipNorm) {
        this(config(kind, objective, alpha, clipNorm));
    }

    static TrainingConfig config(SaeKind kind, Objective objective, double alpha, double clipNorm) {
        return new TrainingConfig(
                kind,
                LATENTS,
                BATCH,
                100,
                1e-3,
                1,
                new TrainingConfig.Optimiser(0.9, 0.999, 1e-8, 0, 0, clipNorm),
                new TrainingConfig.Auxiliary(alpha, AUXILIARY_LATENTS, DEAD_WINDOW),
                objective,
                0,
                10);
    }

    /** @param config of {@link #LATENTS} and {@link #BATCH} */
    SmallProblem(TrainingConfig config) {
        this.config = config;
        state = TrainingState.forRun(config, WIDTH);
        SplittableRandom random = new SplittableRandom(5);
        float[] shift = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            shift[i] = (float) random.nextGaussian();
        }
        scale = new InputScale(0.3, shift, ScaleRule.GIVEN, 0);
        fill(raw, random, 3);
        SaeWeights weights = state.weights();
        fill(weights.encoder(), random, 0.5);
        fill(weights.encoderBias(), random, 0.1);
        fill(weights.decoder(), random, 1);
        fill(weights.decoderBias(), random, 0.2);
        for (int latent = 0; latent < LATENTS; latent++) {
            float[] row = weights.decoder().row(latent);
            double squares = 0;
            for (float value : row) {
                squares += (double) value * value;
            }
            double length = config.objective().keepsUnitDecoder() ? 1 : 0.3 + random.nextDouble();
            for (int i = 0; i < WIDTH; i++) {
                row[i] = (float) (row[i] / Math.sqrt(squares) * length);
            }
            weights.decoder().setRow(latent, row);
        }
        fill(weights.further(), random, 0.3);
        if (config.kind() instanceof SaeKind.JumpRelu) {
            float[] thresholds = weights.further().row(SaeWeights.THRESHOLD);
            for (int latent = 0; latent < LATENTS; latent++) {
                thresholds[latent] = Math.abs(thresholds[latent]);
            }
            weights.further().setRow(SaeWeights.THRESHOLD, thresholds);
        }
        state.setLossScale(1.7);
        lane = new CpuLane(config, state, scale, DEAD_WINDOW, Blas.load(), pool);
    }

    static void fill(FloatMatrix matrix, SplittableRandom random, double size) {
        for (long row = 0; row < matrix.rows(); row++) {
            for (int i = 0; i < matrix.columns(); i++) {
                matrix.set(row, i, (float) (size * random.nextGaussian()));
            }
        }
    }

    /** Every other latent has been silent too long. */
    boolean[] markHalfDead() {
        boolean[] dead = new boolean[LATENTS];
        for (int latent = 0; latent < LATENTS; latent += 2) {
            state.silentTokens()[latent] = DEAD_WINDOW;
            dead[latent] = true;
        }
        return dead;
    }

    double[][] normalised() {
        double[][] x = new double[BATCH][WIDTH];
        for (int row = 0; row < BATCH; row++) {
            for (int i = 0; i < WIDTH; i++) {
                x[row][i] = scale.scale() * (raw.get(row, i) - scale.shift()[i]);
            }
        }
        return x;
    }

    float[] encoderGradient(int latent) {
        float[] encoder = new float[WIDTH];
        lane.latentGradients().compute(latent, encoder, new float[WIDTH]);
        return encoder;
    }

    float[] decoderGradient(int latent) {
        float[] decoder = new float[WIDTH];
        lane.latentGradients().compute(latent, new float[WIDTH], decoder);
        return decoder;
    }

    float biasGradient(int latent) {
        return lane.latentGradients().biasGradient(latent);
    }

    @Override
    public void close() {
        lane.close();
        state.close();
        pool.close();
        arena.close();
    }
}
