package org.latentworkbench.engine.training;

/**
 * The formulas of a kind for one latent at one row; the passes over rows and latents are shared by all kinds. In all methods z
 * is the pre-activation, slope is {@code G · W_dec_i}, the slope of the reconstruction error along the latent.
 */
sealed interface LatentRule permits ChosenRule, RectifiedRule, GatedRule, JumpRule {
    /** What z must exceed to matter at all: to be active or to have a gradient. */
    default float lower(int latent) {
        return 0;
    }

    /** f. */
    default float activation(int latent, float z) {
        return z;
    }

    /**
     * {@code ∂L/∂pre}.
     *
     * @param level of the latent
     * @param gateSlope slope of the error of Gated's second reconstruction; 0 for other kinds
     */
    float preGradient(int latent, int level, float z, float slope, float gateSlope);

    /** Quantities beside the gradient of pre that are summed over the rows of each latent. */
    default int channels() {
        return 0;
    }

    /** One of these quantities. */
    default float channel(int channel, int latent, float z, float slope) {
        return 0;
    }

    /**
     * Gradient of the encoder's bias.
     *
     * @param preSum sum of {@link #preGradient}
     * @param channels sums of the channels, {@code [channel][latent]}
     */
    default double biasGradient(int latent, double preSum, double[][] channels) {
        return preSum;
    }

    /** Gradient of a further parameter of a latent. */
    default double furtherGradient(int row, int latent, double[][] channels) {
        return 0;
    }

    /** What the latent's penalty at this row adds to the loss. */
    default double penalty(int latent, int level, float z) {
        return 0;
    }

    /** The multiple of the decoder row that the penalty adds to the row's gradient. */
    default float decoderPull(int latent, int level, float z) {
        return 0;
    }

    /**
     * Called when all rows were seen, before gradients are asked for.
     *
     * @param meanActive L0 of the batch
     * @param penalties sum of {@link #penalty}
     * @return the penalty's part of the loss
     */
    default double finish(double meanActive, double penalties) {
        return penalties;
    }
}
