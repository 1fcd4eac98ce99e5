package org.latentworkbench.engine.training;

import java.util.OptionalDouble;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.error.BadInputException;
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
 * @param objective what is minimised beside the reconstruction error
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
        Objective objective,
        long checkpointEvery,
        int logEvery) {
    private static final double RANDOM_MATRYOSHKA_RATE = 3e-2;
    private static final double CHOOSING_RATE = 5e-4;
    private static final double PENALISED_RATE = 2e-4;

    /**
     * Adam, learning-rate schedule and clipping.
     *
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root of the corrected second moment
     * @param warmupSteps steps over which the learning rate rises
     * @param decayFraction share of the run at its end over which the learning rate falls
     * @param clipNorm largest global norm of the gradient; 0 never clips
     * @param schedule how the learning rate rises and falls
     * @param averaging decay of the running average of the parameters that the run gives, for example 0.999; 0 gives the
     *     parameters of the last step
     */
    public record Optimiser(
            double beta1,
            double beta2,
            double epsilon,
            long warmupSteps,
            double decayFraction,
            double clipNorm,
            Schedule schedule,
            double averaging) {
        /** Checks every range. */
        public Optimiser {
            require(beta1 >= 0 && beta1 < 1, "Adam's beta1 is " + beta1 + "; it must be at least 0 and below 1.");
            require(beta2 >= 0 && beta2 < 1, "Adam's beta2 is " + beta2 + "; it must be at least 0 and below 1.");
            require(epsilon >= 0, "Adam's epsilon is " + epsilon + "; it must not be negative.");
            require(warmupSteps >= 0, "The warm-up is " + warmupSteps + " steps; it must not be negative.");
            require(
                    decayFraction >= 0 && decayFraction <= 1,
                    "The share of the run over which the learning rate falls is " + decayFraction
                            + "; it must lie between 0 and 1.");
            require(clipNorm >= 0, "The clip norm is " + clipNorm + "; it must be positive, or 0 for none.");
            require(
                    averaging >= 0 && averaging < 1,
                    "The decay of the weight average is " + averaging + "; it must be at least 0 and below 1.");
        }

        /** Linear rise and fall, no averaging. */
        public Optimiser(
                double beta1, double beta2, double epsilon, long warmupSteps, double decayFraction, double clipNorm) {
            this(beta1, beta2, epsilon, warmupSteps, decayFraction, clipNorm, Schedule.LINEAR, 0);
        }

        /** The same with another schedule. */
        public Optimiser withSchedule(Schedule other) {
            return new Optimiser(beta1, beta2, epsilon, warmupSteps, decayFraction, clipNorm, other, averaging);
        }

        /** The same with another running average. */
        public Optimiser withAveraging(double decay) {
            return new Optimiser(beta1, beta2, epsilon, warmupSteps, decayFraction, clipNorm, schedule, decay);
        }
    }

    /**
     * The auxiliary loss AuxK.
     *
     * @param alpha its weight; 0 turns it off
     * @param k dead latents per row that reconstruct the residual; 0 chooses the power of two nearest to d / 2
     * @param windowTokens tokens of silence after which a latent is dead; 0 chooses min(10 M, one epoch, 20 % of the run)
     */
    public record Auxiliary(double alpha, int k, long windowTokens) {
        /** Checks every range. */
        public Auxiliary {
            require(
                    alpha >= 0 && alpha < Double.POSITIVE_INFINITY,
                    "The weight of AuxK is " + alpha + "; it must be positive, or 0 for none.");
            require(k >= 0, "AuxK takes " + k + " latents; it must take at least 1, or 0 for the usual number.");
            require(
                    windowTokens >= 0,
                    "The dead-latent window is " + windowTokens + " tokens; it must not be negative.");
        }
    }

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
        kind.activeLatents()
                .ifPresent(k -> require(
                        k <= width,
                        "k is " + k + " but the width is only " + width + "; k must not exceed the width."));
        objective.check(kind, width);
        require(
                auxiliary.alpha() == 0 || objective instanceof Objective.Choice,
                "AuxK belongs to topk, batchtopk and matryoshka, not to " + kind.name() + "; set its weight to 0.");
        kind.prefixWidths(width);
    }

    /** With the usual objective of the kind. */
    public TrainingConfig(
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
        this(
                kind,
                width,
                batch,
                steps,
                learningRate,
                seed,
                optimiser,
                auxiliary,
                Objective.defaultFor(kind, Math.max(1, width), steps),
                checkpointEvery,
                logEvery);
    }

    /**
     * The default recipe: the learning rate of {@link #defaultLearningRate}, Adam (0.9, 0.999, 1e-8), warm-up over 1,000 steps or
     * 5 % of a short run, linear decay over the last 20 %, clip 1.0, and for kinds that choose k latents AuxK with weight
     * 1/32. Gated and JumpReLU take a first beta of 0; random Matryoshka has a recipe of its own (Nabeshima 2024).
     */
    public static TrainingConfig defaults(SaeKind kind, int width, int batch, long steps, long seed) {
        return new TrainingConfig(
                kind,
                width,
                batch,
                steps,
                defaultLearningRate(kind, width),
                seed,
                defaultOptimiser(kind, steps),
                new Auxiliary(kind.activeLatents().isPresent() ? 1.0 / 32 : 0, 0, 0),
                1000,
                10);
    }

    private static Optimiser defaultOptimiser(SaeKind kind, long steps) {
        long warmup = Math.min(1000, steps / 20);
        return switch (kind) {
            case SaeKind.TopK _, SaeKind.BatchTopK _, SaeKind.Matryoshka _, SaeKind.Relu _ ->
                new Optimiser(0.9, 0.999, 1e-8, warmup, 0.2, 1.0);
            case SaeKind.Gated _ -> new Optimiser(0, 0.999, 1e-8, warmup, 0.2, 1.0);
            case SaeKind.JumpRelu _ -> new Optimiser(0, 0.999, 1e-8, warmup, 0.2, 1.0, Schedule.COSINE, 0);
            case SaeKind.MatryoshkaRandom _ ->
                new Optimiser(0.5, 0.9375, 1e-8, Math.min(100, warmup), 0.2, 1.0, Schedule.WSD, 0);
        };
    }

    /** The normalisation a kind trains under: random Matryoshka's recipe counts on rows of mean norm √d. */
    public InputScale scale(InputScale given) {
        if (!(kind instanceof SaeKind.MatryoshkaRandom) || given.rule() != ScaleRule.UNIT_MS) {
            return given;
        }
        double root = Math.sqrt(given.shift().length);
        return new InputScale(given.scale() * root, given.shift(), ScaleRule.SQRT_D, given.rows());
    }

    /** The same with another peak learning rate. */
    public TrainingConfig withLearningRate(double rate) {
        return new TrainingConfig(
                kind, width, batch, steps, rate, seed, optimiser, auxiliary, objective, checkpointEvery, logEvery);
    }

    /** The same with another optimiser. */
    public TrainingConfig withOptimiser(Optimiser other) {
        return new TrainingConfig(
                kind, width, batch, steps, learningRate, seed, other, auxiliary, objective, checkpointEvery, logEvery);
    }

    /** The same with another auxiliary loss. */
    public TrainingConfig withAuxiliary(Auxiliary other) {
        return new TrainingConfig(
                kind, width, batch, steps, learningRate, seed, optimiser, other, objective, checkpointEvery, logEvery);
    }

    /** The same with another objective. */
    public TrainingConfig withObjective(Objective other) {
        return new TrainingConfig(
                kind, width, batch, steps, learningRate, seed, optimiser, auxiliary, other, checkpointEvery, logEvery);
    }

    /** The same with a penalty that is steered towards an L0; unchanged for kinds without a penalty. */
    public TrainingConfig withTargetL0(double l0) {
        return Objective.sparsityIfAny(objective)
                .map(sparsity -> withObjective(objective.withSparsity(sparsity.withTarget(l0))))
                .orElse(this);
    }

    /** The L0 that is aimed at: k, or a penalty's target; empty if there is neither. */
    public OptionalDouble wantedL0() {
        if (kind.activeLatents().isPresent()) {
            return OptionalDouble.of(kind.activeLatents().getAsInt());
        }
        return Objective.sparsityIfAny(objective)
                .map(Sparsity::targetL0)
                .filter(target -> target > 0)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /** The same with another number of steps. */
    public TrainingConfig withSteps(long number) {
        return new TrainingConfig(
                kind,
                width,
                batch,
                number,
                learningRate,
                seed,
                optimiser,
                auxiliary,
                objective,
                checkpointEvery,
                logEvery);
    }

    /** The same with other rows per step. */
    public TrainingConfig withBatch(int rows) {
        return new TrainingConfig(
                kind,
                width,
                rows,
                steps,
                learningRate,
                seed,
                optimiser,
                auxiliary,
                objective,
                checkpointEvery,
                logEvery);
    }

    /** The same with another kind. */
    public TrainingConfig withKind(SaeKind other) {
        return new TrainingConfig(
                other,
                width,
                batch,
                steps,
                learningRate,
                seed,
                optimiser,
                auxiliary,
                objective,
                checkpointEvery,
                logEvery);
    }

    /** The same with another interval between checkpoints. */
    public TrainingConfig withCheckpointEvery(long interval) {
        return new TrainingConfig(
                kind, width, batch, steps, learningRate, seed, optimiser, auxiliary, objective, interval, logEvery);
    }

    /**
     * The usual peak rate: {@code r / sqrt(n / 16384)} for n latents (Gao et al. 2024: the best rate falls with the root of the
     * width). For kinds that choose k latents r is 5e-4: over the few million tokens of a run on a processor, the published
     * 2e-4 of runs a thousand times as long leaves them unfinished. Kinds with a penalty, whose λ is found on the way, keep
     * 2e-4; random Matryoshka has a rate of its own.
     */
    public static double defaultLearningRate(SaeKind kind, int width) {
        if (kind instanceof SaeKind.MatryoshkaRandom) {
            return RANDOM_MATRYOSHKA_RATE;
        }
        return (kind.activeLatents().isPresent() ? CHOOSING_RATE : PENALISED_RATE) / Math.sqrt(width / 16384.0);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new BadInputException(message);
        }
    }
}
