package org.latentworkbench.engine.training;

import org.latentworkbench.engine.sae.InferenceThreshold;

/**
 * The threshold that takes the place of the batch at inference: an exponential mean, over batches, of the smallest
 * pre-activation that was kept (dictionary_learning: decay 0.999 after warm-up; here the window follows a short run).
 */
final class ThresholdEstimate {
    static final String RULE = "ema-smallest-kept";
    private static final long LONGEST_WINDOW = 1000;
    private static final long SHORTEST_WINDOW = 10;

    private final double decay;
    private double value;
    private long batches;

    private ThresholdEstimate(double decay) {
        this.decay = decay;
    }

    /** Over a window of a twentieth of the run, at least 10 and at most 1,000 batches. */
    static ThresholdEstimate forRun(long steps) {
        return new ThresholdEstimate(1 - 1.0 / Math.clamp(steps / 20, SHORTEST_WINDOW, LONGEST_WINDOW));
    }

    /** Takes the smallest value a batch kept; NaN if it kept none. */
    void add(float smallestKept) {
        if (Float.isNaN(smallestKept)) {
            return;
        }
        value = batches == 0 ? smallestKept : decay * value + (1 - decay) * smallestKept;
        batches++;
    }

    double value() {
        return value;
    }

    long batches() {
        return batches;
    }

    void restore(double newValue, long newBatches) {
        value = newValue;
        batches = newBatches;
    }

    InferenceThreshold inferenceThreshold() {
        return batches == 0 ? InferenceThreshold.NONE : new InferenceThreshold(value, RULE);
    }
}
