package org.latentworkbench.engine.training;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.sae.SaeKind;

/**
 * Every setting of a training run; the defaults are those of {@link #defaults}.
 *
 * @param kind what is trained
 * @param width number n of latents
 * @param batch rows B per step
 * @param steps steps of the run
 * @param learningRate peak learning rate
 * @param seed seed of the initialisation
 * @param optimiser Adam, schedule and clipping
 * @param auxiliary the loss that revives dead latents
 * @param checkpointEvery steps between checkpoints; 0 keeps only the one at the end
 * @param logEvery steps between lines of the run log, ≥ 1
 */
public record TrainingConfig(
        SaeKind kind,
        int width,
        int batch,
        long steps,
        double learningRate,
        long seed,
        Optimiser optimiser,
        Auxiliary auxiliary,
        long checkpointEvery,
        int logEvery) {

    /**
     * Adam, learning-rate schedule and clipping.
     *
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root of the corrected second moment
     * @param warmupSteps steps over which the learning rate rises linearly from 0
     * @param decayFraction share of the run at its end over which the learning rate falls linearly to 0
     * @param clipNorm largest global norm of the gradient; 0 never clips
     */
    public record Optimiser(
            double beta1, double beta2, double epsilon, long warmupSteps, double decayFraction, double clipNorm) {}

    /**
     * The auxiliary loss AuxK.
     *
     * @param alpha its weight; 0 turns it off
     * @param k dead latents per row that reconstruct the residual; 0 chooses the power of two nearest to d / 2
     * @param windowTokens tokens of silence after which a latent is dead; 0 chooses min(10 M, one epoch, 20 % of the run)
     */
    public record Auxiliary(double alpha, int k, long windowTokens) {}

    /** Checks every range. */
    public TrainingConfig {
        require(width >= 1, "The width is " + width + "; it must be at least 1.");
        require(batch >= 1, "The batch is " + batch + "; it must be at least 1.");
        require(steps >= 1, "The number of steps is " + steps + "; it must be at least 1.");
        require(
                learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
                "The learning rate is " + learningRate + "; it must be positive.");
        require(logEvery >= 1, "The log interval is " + logEvery + "; it must be at least 1 step.");
        require(checkpointEvery >= 0, "The checkpoint interval is " + checkpointEvery + "; it must not be negative.");
        int k = kind.activeLatents()
                .orElseThrow(() -> new UnsupportedException("Autoencoders of kind " + kind.name()
                        + " can be read but not trained; train topk, batchtopk or matryoshka."));
        require(k <= width, "k is " + k + " but the width is only " + width + "; k must not exceed the width.");
        kind.prefixWidths(width);
    }

    /**
     * The default recipe: learning rate {@code 2e-4 / sqrt(n / 16384)}, Adam (0.9, 0.999, 1e-8), warm-up over 1,000 steps or
     * 5 % of a short run, linear decay over the last 20 %, clip 1.0, AuxK with weight 1/32.
     */
    public static TrainingConfig defaults(SaeKind kind, int width, int batch, long steps, long seed) {
        return new TrainingConfig(
                kind,
                width,
                batch,
                steps,
                defaultLearningRate(width),
                seed,
                new Optimiser(0.9, 0.999, 1e-8, Math.min(1000, steps / 20), 0.2, 1.0),
                new Auxiliary(1.0 / 32, 0, 0),
                1000,
                10);
    }

    /** The same with another peak learning rate. */
    public TrainingConfig withLearningRate(double rate) {
        return new TrainingConfig(
                kind, width, batch, steps, rate, seed, optimiser, auxiliary, checkpointEvery, logEvery);
    }

    /** The same with another number of steps. */
    public TrainingConfig withSteps(long number) {
        return new TrainingConfig(
                kind, width, batch, number, learningRate, seed, optimiser, auxiliary, checkpointEvery, logEvery);
    }

    /** The same with other rows per step. */
    public TrainingConfig withBatch(int rows) {
        return new TrainingConfig(
                kind, width, rows, steps, learningRate, seed, optimiser, auxiliary, checkpointEvery, logEvery);
    }

    /** The same with another kind. */
    public TrainingConfig withKind(SaeKind other) {
        return new TrainingConfig(
                other, width, batch, steps, learningRate, seed, optimiser, auxiliary, checkpointEvery, logEvery);
    }

    /** The same with another interval between checkpoints. */
    public TrainingConfig withCheckpointEvery(long interval) {
        return new TrainingConfig(
                kind, width, batch, steps, learningRate, seed, optimiser, auxiliary, interval, logEvery);
    }

    /** {@code 2e-4 / sqrt(n / 16384)} for n latents (Gao et al. 2024: the best rate falls with the root of the width). */
    public static double defaultLearningRate(int width) {
        return 2e-4 / Math.sqrt(width / 16384.0);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new BadInputException(message);
        }
    }
}
