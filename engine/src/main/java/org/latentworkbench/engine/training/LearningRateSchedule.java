package org.latentworkbench.engine.training;

/**
 * Linear warm-up, a plateau, and a linear fall to 0 over the last share of the run (SAEBench, dictionary_learning).
 *
 * @param peak learning rate of the plateau
 * @param steps steps of the run
 * @param warmupSteps steps of the rise
 * @param decayFraction share of the run over which it falls
 */
record LearningRateSchedule(double peak, long steps, long warmupSteps, double decayFraction) {
    static LearningRateSchedule of(TrainingConfig config) {
        return new LearningRateSchedule(
                config.learningRate(),
                config.steps(),
                config.optimiser().warmupSteps(),
                config.optimiser().decayFraction());
    }

    /** The rate of a step counted from 0. */
    double at(long step) {
        double rise = step < warmupSteps ? (step + 1.0) / warmupSteps : 1;
        long decaySteps = Math.round(decayFraction * steps);
        long left = steps - step;
        double fall = left < decaySteps ? Math.max(0, left) / (double) decaySteps : 1;
        return peak * rise * fall;
    }
}
