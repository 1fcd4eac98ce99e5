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
    private final double lambda;
    private final int batch;
    private final double target;
    private double weight;

    /**
     * @param lambda λ of this step
     * @param target L0* of the penalty λ (L0/L0* - 1)²; 0 for the penalty λ L0
     */
    JumpRule(SaeWeights weights, double bandwidth, double lambda, int batch, double target) {
        this.thresholds = weights.further().row(SaeWeights.THRESHOLD);
        this.bandwidth = (float) bandwidth;
        this.lambda = lambda;
        this.batch = batch;
        this.target = target;
        this.weight = lambda / batch;
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
        if (target == 0) {
            return lambda * meanActive;
        }
        double excess = meanActive / target - 1;
        weight = 2 * lambda * excess / target / batch;
        return lambda * excess * excess;
    }
}
