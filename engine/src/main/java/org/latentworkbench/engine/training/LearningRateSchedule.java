package org.latentworkbench.engine.training;

/**
 * How the learning rate runs over a training run.
 *
 * @param shape of the rise and the fall
 * @param peak learning rate of the plateau
 * @param steps steps of the run
 * @param warmupSteps steps of the rise
 * @param decayFraction share of the run over which it falls
 */
record LearningRateSchedule(Schedule shape, double peak, long steps, long warmupSteps, double decayFraction) {
    private static final double WSD_FALL = 0.9;
    private static final double COSINE_START = 0.1;

    static LearningRateSchedule of(TrainingConfig config) {
        return new LearningRateSchedule(
                config.optimiser().schedule(),
                config.learningRate(),
                config.steps(),
                config.optimiser().warmupSteps(),
                config.optimiser().decayFraction());
    }

    /** The rate of a step counted from 0. */
    double at(long step) {
        return peak * rise(step) * fall(step);
    }

    private double rise(long step) {
        if (step >= warmupSteps) {
            return 1;
        }
        return switch (shape) {
            case LINEAR, WSD -> (step + 1.0) / warmupSteps;
            case COSINE ->
                COSINE_START + (1 - COSINE_START) / 2 * (1 - Math.cos(Math.PI * (double) step / warmupSteps));
        };
    }

    private double fall(long step) {
        return switch (shape) {
            case LINEAR, COSINE -> {
                long decaySteps = Math.round(decayFraction * steps);
                long left = steps - step;
                yield left < decaySteps ? Math.max(0, left) / (double) decaySteps : 1;
            }
            case WSD -> {
                double begin = (1 - decayFraction) * steps;
                yield step < begin ? 1 : 1 - WSD_FALL * (step - begin) / (decayFraction * steps + 0.01);
            }
        };
    }
}
