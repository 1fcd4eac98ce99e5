package org.latentworkbench.engine.training;

import org.latentworkbench.engine.error.BadInputException;

/**
 * How strongly a penalty asks for few active latents.
 *
 * @param coefficient λ, ≥ 0, under an input of mean squared norm 1 (matryoshka-random: of norm √d); with a target only where it
 *     starts
 * @param targetL0 mean active latents per row that λ is steered towards; 0 leaves λ as it is
 * @param warmupSteps steps over which λ rises linearly from 0; steering begins after them
 * @param controlRate share by which a steered λ changes in a step: down while too few latents are active, else up (Nabeshima
 *     2024: 3e-4)
 */
public record Sparsity(double coefficient, double targetL0, long warmupSteps, double controlRate) {
    private static final double PUBLISHED_RATE = 3e-4;
    private static final double PUBLISHED_STEPS = 40_000;
    private static final double FASTEST_RATE = 0.02;

    /** Checks every range. */
    public Sparsity {
        require(
                coefficient >= 0 && coefficient < Double.POSITIVE_INFINITY,
                "The sparsity coefficient is " + coefficient + "; it must be a number of at least 0.");
        require(
                targetL0 >= 0 && targetL0 < Double.POSITIVE_INFINITY,
                "The target L0 is " + targetL0 + "; it must be positive, or 0 for none.");
        require(
                targetL0 == 0 || coefficient > 0,
                "With a target L0 the sparsity coefficient must be positive: it is where the search for λ starts.");
        require(
                warmupSteps >= 0,
                "The warm-up of the sparsity coefficient is " + warmupSteps + " steps; it must not be negative.");
        require(
                controlRate > 0 && controlRate < 1,
                "The control rate is " + controlRate + "; it must lie between 0 and 1.");
    }

    /**
     * Steered, if there is a target, at the published rate; in runs shorter than the published 40,000 steps faster, so that λ
     * can go as far.
     */
    public static Sparsity of(double coefficient, double targetL0, long warmupSteps, long steps) {
        double rate = Math.min(FASTEST_RATE, PUBLISHED_RATE * Math.max(1, PUBLISHED_STEPS / steps));
        return new Sparsity(coefficient, targetL0, warmupSteps, rate);
    }

    /** The same with another λ. */
    public Sparsity withCoefficient(double lambda) {
        return new Sparsity(lambda, targetL0, warmupSteps, controlRate);
    }

    /** The same with another target. */
    public Sparsity withTarget(double l0) {
        return new Sparsity(coefficient, l0, warmupSteps, controlRate);
    }

    /** The same with another warm-up. */
    public Sparsity withWarmup(long steps) {
        return new Sparsity(coefficient, targetL0, steps, controlRate);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new BadInputException(message);
        }
    }
}
