package org.latentworkbench.engine.training;

import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Gated (Rajamanoharan et al. 2024, arXiv 2404.16014). Here {@code z = π + b_gate}: where it is positive the gate is open and z
 * itself is what the gate's own reconstruction uses; {@code f = relu(exp(r_mag) π + b_mag)} there. Reconstruction trains the
 * magnitudes, penalty and second reconstruction the gate; both meet in W_enc. Owns its arrays.
 *
 * @param weight λ / B
 * @param gateBias b_gate
 * @param magnitudeBias b_mag
 * @param scale exp(r_mag)
 */
record GatedRule(float weight, float[] gateBias, float[] magnitudeBias, float[] scale) implements LatentRule {
    private static final int SLOPES = 0;
    private static final int SCALED = 1;

    static GatedRule of(double weight, SaeWeights weights) {
        FloatMatrix further = weights.further();
        float[] scale = further.row(SaeWeights.MAGNITUDE_LOG_SCALE);
        for (int latent = 0; latent < scale.length; latent++) {
            scale[latent] = (float) Math.exp(scale[latent]);
        }
        return new GatedRule(
                (float) weight, weights.encoderBias().row(0), further.row(SaeWeights.MAGNITUDE_BIAS), scale);
    }

    @Override
    public float activation(int latent, float z) {
        return Math.max(0, scale[latent] * (z - gateBias[latent]) + magnitudeBias[latent]);
    }

    @Override
    public float preGradient(int latent, int level, float z, float slope, float gateSlope) {
        float gate = gateSlope + weight;
        return activation(latent, z) > 0 ? gate + slope * scale[latent] : gate;
    }

    @Override
    public double penalty(int latent, int level, float z) {
        return (double) weight * z;
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public float channel(int channel, int latent, float z, float slope) {
        if (activation(latent, z) <= 0) {
            return 0;
        }
        return channel == SLOPES ? slope : slope * scale[latent] * (z - gateBias[latent]);
    }

    /** b_gate is reached by the gate's part of the gradient alone. */
    @Override
    public double biasGradient(int latent, double preSum, double[][] channels) {
        return preSum - scale[latent] * channels[SLOPES][latent];
    }

    @Override
    public double furtherGradient(int row, int latent, double[][] channels) {
        return channels[row == SaeWeights.MAGNITUDE_BIAS ? SLOPES : SCALED][latent];
    }
}
