package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import org.latentworkbench.engine.sae.SaeWeights;

/**
 * Everything of a run that changes from step to step, and so everything a checkpoint holds. Owns its memory off the heap.
 * Parameters live in normalised space.
 */
final class TrainingState implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final SaeWeights weights;
    private final SaeWeights firstMoments;
    private final SaeWeights secondMoments;
    private final long[] silentTokens;
    private final ThresholdEstimate threshold;
    private final FvuTrend trend;
    private double lossScale = 1;
    private long step;

    TrainingState(int latents, int width, ThresholdEstimate threshold, FvuTrend trend) {
        this.weights = SaeWeights.allocate(arena, latents, width);
        this.firstMoments = SaeWeights.allocate(arena, latents, width);
        this.secondMoments = SaeWeights.allocate(arena, latents, width);
        this.silentTokens = new long[latents];
        this.threshold = threshold;
        this.trend = trend;
    }

    /** The fresh state of a run of some steps. */
    static TrainingState forRun(int latents, int width, long steps) {
        return new TrainingState(
                latents, width, ThresholdEstimate.forRun(steps), FvuTrend.forRun(steps, StopRule.USUAL_IMPROVEMENT));
    }

    SaeWeights weights() {
        return weights;
    }

    /** Adam's m. */
    SaeWeights firstMoments() {
        return firstMoments;
    }

    /** Adam's v. */
    SaeWeights secondMoments() {
        return secondMoments;
    }

    /** Tokens since each latent last fired; written by the step. */
    long[] silentTokens() {
        return silentTokens;
    }

    ThresholdEstimate threshold() {
        return threshold;
    }

    /** Where the FVU is heading. */
    FvuTrend trend() {
        return trend;
    }

    /** Constant factor of the reconstruction loss, chosen once at the start. */
    double lossScale() {
        return lossScale;
    }

    void setLossScale(double scale) {
        lossScale = scale;
    }

    /** Steps done; Adam's t of the last one. */
    long step() {
        return step;
    }

    void setStep(long done) {
        step = done;
    }

    int latents() {
        return weights.latents();
    }

    int width() {
        return weights.width();
    }

    @Override
    public void close() {
        arena.close();
    }
}
