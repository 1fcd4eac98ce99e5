package org.latentworkbench.engine.training;

import java.util.Optional;

/** λ as it is warmed up and steered, and the density of the last batch; part of what a checkpoint holds. */
final class SparsityControl {
    private final Sparsity settings;
    private final boolean steers;
    private double coefficient;
    private double meanActive = Double.NaN;

    SparsityControl(Objective objective) {
        Optional<Sparsity> sparsity = Objective.sparsityIfAny(objective);
        this.settings = sparsity.orElseGet(() -> new Sparsity(0, 0, 0, 0.5));
        this.steers = settings.targetL0() > 0 && !(objective instanceof Objective.L0 l0 && l0.squaredTarget());
        this.coefficient = settings.coefficient();
    }

    /** λ of a step counted from 0. */
    double at(long step) {
        return step < settings.warmupSteps() ? coefficient * (step + 1) / settings.warmupSteps() : coefficient;
    }

    /** L0 that is aimed at; 0 if none is. */
    double target() {
        return settings.targetL0();
    }

    /** Takes a finished step into account. */
    void advance(long step, double batchMeanActive) {
        meanActive = batchMeanActive;
        if (steers && step >= settings.warmupSteps()) {
            double rate = settings.controlRate();
            coefficient *= batchMeanActive < settings.targetL0() ? 1 - rate : 1 + rate;
        }
    }

    /** λ after its warm-up. */
    double coefficient() {
        return coefficient;
    }

    /** Mean active latents per row of the last batch; NaN before the first. */
    double meanActive() {
        return meanActive;
    }

    void restore(double newCoefficient, double newMeanActive) {
        coefficient = newCoefficient;
        meanActive = newMeanActive;
    }
}
