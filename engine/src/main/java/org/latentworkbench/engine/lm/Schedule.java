package org.latentworkbench.engine.lm;

/**
 * Linear warm-up, then half a cosine down to a tenth of the peak.
 *
 * @param peak largest learning rate
 * @param warmup steps until it is reached
 * @param steps all steps
 */
record Schedule(double peak, int warmup, int steps) {
    private static final double FLOOR = 0.1;

    /** @param step counted from 1 */
    double at(int step) {
        if (step <= warmup) {
            return peak * step / warmup;
        }
        double share = (double) (step - warmup) / Math.max(1, steps - warmup);
        return peak * (FLOOR + (1 - FLOOR) * (1 + Math.cos(Math.PI * share)) / 2);
    }
}
