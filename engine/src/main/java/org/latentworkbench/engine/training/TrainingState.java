package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;

/**
 * Everything of a run that changes from step to step, and so everything a checkpoint holds. Owns its memory off the heap.
 * Parameters live in normalised space.
 */
final class TrainingState implements AutoCloseable {
    static final double ENERGY_DECAY = 0.95;

    private final Arena arena = Arena.ofShared();
    private final SaeKind kind;
    private final SaeWeights weights;
    private final SaeWeights firstMoments;
    private final SaeWeights secondMoments;
    private final @Nullable WeightAverage average;
    private final long[] silentTokens;
    private final double[] energies;
    private final float[] decoderNorms;
    private final ThresholdEstimate threshold;
    private final FvuTrend trend;
    private final SparsityControl control;
    private double lossScale = 1;
    private long step;

    /** The fresh state of a run; {@code width} are the dimensions d of the activations. */
    static TrainingState forRun(TrainingConfig config, int width) {
        return new TrainingState(config, width, FvuTrend.forRun(config.steps(), StopRule.USUAL_IMPROVEMENT));
    }

    /** @param width dimensions d of the activations */
    TrainingState(TrainingConfig config, int width, FvuTrend trend) {
        int latents = config.width();
        this.kind = config.kind();
        this.weights = SaeWeights.allocate(arena, latents, width, kind);
        this.firstMoments = SaeWeights.allocate(arena, latents, width, kind);
        this.secondMoments = SaeWeights.allocate(arena, latents, width, kind);
        double decay = config.optimiser().averaging();
        this.average =
                decay == 0 ? null : new WeightAverage(SaeWeights.allocate(arena, latents, width, kind), (float) decay);
        this.silentTokens = new long[latents];
        this.energies = new double[latents];
        this.decoderNorms = new float[latents];
        this.threshold = ThresholdEstimate.forRun(config.steps());
        this.trend = trend;
        this.control = new SparsityControl(config.objective());
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

    /** Running average of the parameters; null if there is none. */
    @Nullable
    WeightAverage average() {
        return average;
    }

    /** What the run gives as it stands: the parameters, or their running average where there is one. */
    SaeWeights result(Arena owner) {
        return average == null || step == 0 ? weights : average.corrected(owner, kind, step);
    }

    /** Tokens since each latent last fired; written by the step. */
    long[] silentTokens() {
        return silentTokens;
    }

    /** Running mean of each latent's squared activation, by which random Matryoshka latents are ordered. */
    double[] energies() {
        return energies;
    }

    /** Length of each decoder row; follows from the parameters. */
    float[] decoderNorms() {
        return decoderNorms;
    }

    /** Takes the lengths of the decoder's rows anew. */
    void measureDecoder(DecoderRows decoder) {
        for (int latent = 0; latent < decoderNorms.length; latent++) {
            decoderNorms[latent] = decoder.norm(latent);
        }
    }

    ThresholdEstimate threshold() {
        return threshold;
    }

    /** Where the FVU is heading. */
    FvuTrend trend() {
        return trend;
    }

    /** λ and the density of the last batch. */
    SparsityControl control() {
        return control;
    }

    /** Takes a finished update into account. */
    void advance(TrainingConfig config, LatentSums sums, float smallestKept) {
        if (average != null) {
            average.addDecoderBias(weights);
        }
        count((double) sums.activeEntries() / config.batch(), smallestKept);
        if (config.objective() instanceof Objective.RandomPrefixes random && random.reorderEvery() > 0) {
            for (int latent = 0; latent < energies.length; latent++) {
                double norm = decoderNorms[latent];
                double now = sums.squares(latent) * norm * norm / config.batch();
                energies[latent] = ENERGY_DECAY * energies[latent] + (1 - ENERGY_DECAY) * now;
            }
            if (step % random.reorderEvery() == 0) {
                LatentOrder.byEnergy(this);
            }
        }
    }

    /** Counts a finished step, and takes its L0 and the smallest value it chose into account. */
    void count(double meanActive, float smallestKept) {
        threshold.add(smallestKept);
        control.advance(step, meanActive);
        step++;
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
