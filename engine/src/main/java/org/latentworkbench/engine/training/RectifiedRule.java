package org.latentworkbench.engine.training;

import org.jspecify.annotations.Nullable;

/**
 * ReLU with the penalty {@code Σ w s(a)}: a is f, or f times the length of the latent's decoder row; s(a) is a, or
 * {@code log(a + 0.1) - log(0.1)}. Owns its arrays.
 *
 * @param weights w of each level, the 1/B of the batch's mean included
 * @param norms length of each decoder row; null if a is f itself
 * @param logarithm which s
 */
record RectifiedRule(float[] weights, float @Nullable [] norms, boolean logarithm) implements LatentRule {
    static final float OFFSET = 0.1f;

    @Override
    public float preGradient(int latent, int level, float z, float slope, float gateSlope) {
        return slope + weights[level] * derivative(latent, z) * norm(latent);
    }

    @Override
    public double penalty(int latent, int level, float z) {
        double a = (double) z * norm(latent);
        return weights[level] * (logarithm ? Math.log((a + OFFSET) / OFFSET) : a);
    }

    /** {@code ∂a/∂W_dec_i = f W_dec_i / |W_dec_i|}. */
    @Override
    public float decoderPull(int latent, int level, float z) {
        return norms == null || norms[latent] == 0 ? 0 : weights[level] * derivative(latent, z) * z / norms[latent];
    }

    private float derivative(int latent, float z) {
        return logarithm ? 1 / (z * norm(latent) + OFFSET) : 1;
    }

    private float norm(int latent) {
        return norms == null ? 1 : norms[latent];
    }
}
