package org.latentworkbench.engine.training;

import org.latentworkbench.engine.sae.SaeWeights;

/**
 * JumpReLU (Rajamanoharan et al. 2024, arXiv 2407.14435): {@code f = z 1[z > θ]}, and straight-through gradients for θ with a
 * rectangular kernel K of width ε, {@code ∂f/∂θ = -(θ/ε) K((z - θ)/ε)} and {@code ∂1[z > θ]/∂θ = -(1/ε) K((z - θ)/ε)}.
 */
final class JumpRule implements LatentRule {
    private static final int SLOPES = 0;
    private static final int HITS = 1;

    private final float[] thresholds;
    private final float bandwidth;
    private final CountPenalty count;
    private double weight;

    /** @param count penalty of this step */
    JumpRule(SaeWeights weights, double bandwidth, CountPenalty count) {
        this.thresholds = weights.further().row(SaeWeights.THRESHOLD);
        this.bandwidth = (float) bandwidth;
        this.count = count;
        this.weight = count.lambda() / count.batch();
    }

    @Override
    public float lower(int latent) {
        return thresholds[latent] - bandwidth / 2;
    }

    @Override
    public float activation(int latent, float z) {
        return z > thresholds[latent] ? z : 0;
    }

    @Override
    public float preGradient(int latent, int level, float z, float slope, float gateSlope) {
        return z > thresholds[latent] ? slope : 0;
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public float channel(int channel, int latent, float z, float slope) {
        boolean near = Math.abs(z - thresholds[latent]) < bandwidth / 2;
        if (!near) {
            return 0;
        }
        return channel == SLOPES ? -thresholds[latent] / bandwidth * slope : -1 / bandwidth;
    }

    @Override
    public double furtherGradient(int row, int latent, double[][] channels) {
        return channels[SLOPES][latent] + weight * channels[HITS][latent];
    }

    @Override
    public double finish(double meanActive, double penalties) {
        weight = count.weight(meanActive);
        return count.loss(meanActive);
    }
}
