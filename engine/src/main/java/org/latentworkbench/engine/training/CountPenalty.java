package org.latentworkbench.engine.training;

/**
 * JumpReLU's penalty on the number of active latents: {@code λ L0}, or with a target L0* {@code λ (L0/L0* - 1)²}.
 *
 * @param lambda λ of a step
 * @param batch rows B
 * @param target L0*; 0 for the first form
 */
record CountPenalty(double lambda, int batch, double target) {
    /** @param meanActive L0 of the batch */
    double loss(double meanActive) {
        if (target == 0) {
            return lambda * meanActive;
        }
        double excess = meanActive / target - 1;
        return lambda * excess * excess;
    }

    /** What one more active latent in one row adds, to first order. */
    double weight(double meanActive) {
        return target == 0 ? lambda / batch : 2 * lambda * (meanActive / target - 1) / target / batch;
    }
}
