package org.latentworkbench.engine.training;

import java.util.Arrays;

/**
 * What is summed over the rows of a batch for each latent, in the order of the rows. Different latents may be added to by
 * different threads.
 */
final class LatentSums {
    private final double[] preGradients;
    private final double[][] channels;
    private final double[] pulls;
    private final double[] penalties;
    private final double[] squares;
    private final int[] active;
    private LatentRule rule = new ChosenRule();

    /** @param channels most channels a rule has */
    LatentSums(int latents, int channels) {
        this.preGradients = new double[latents];
        this.channels = new double[channels][latents];
        this.pulls = new double[latents];
        this.penalties = new double[latents];
        this.squares = new double[latents];
        this.active = new int[latents];
    }

    /** The formulas of this batch. */
    LatentRule rule() {
        return rule;
    }

    /** Begins a batch. */
    void reset(LatentRule newRule) {
        rule = newRule;
        Arrays.fill(preGradients, 0);
        for (double[] channel : channels) {
            Arrays.fill(channel, 0);
        }
        Arrays.fill(pulls, 0);
        Arrays.fill(penalties, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(active, 0);
    }

    /**
     * Adds one latent at one row; the arguments are those of {@link LatentRule}.
     *
     * @param f its activation
     * @return the gradient at its pre-activation
     */
    float add(int latent, int level, float z, float f, float slope, float gateSlope) {
        float gradient = rule.preGradient(latent, level, z, slope, gateSlope);
        preGradients[latent] += gradient;
        for (int channel = 0; channel < rule.channels(); channel++) {
            channels[channel][latent] += rule.channel(channel, latent, z, slope);
        }
        pulls[latent] += rule.decoderPull(latent, level, z);
        penalties[latent] += rule.penalty(latent, level, z);
        squares[latent] += (double) f * f;
        active[latent] += f > 0 ? 1 : 0;
        return gradient;
    }

    /** Ends a batch of some rows; gives the penalty's part of the loss. */
    double finish(int rows) {
        return rule.finish(
                (double) activeEntries() / rows, Arrays.stream(penalties).sum());
    }

    /** Active latents over all rows. */
    long activeEntries() {
        long count = 0;
        for (int rows : active) {
            count += rows;
        }
        return count;
    }

    /** Whether a latent was active at any row. */
    boolean fired(int latent) {
        return active[latent] > 0;
    }

    /** Sum of the gradients at a latent's pre-activations. */
    float preGradient(int latent) {
        return (float) preGradients[latent];
    }

    /** Gradient of a latent's encoder bias. */
    float biasGradient(int latent) {
        return (float) rule.biasGradient(latent, preGradients[latent], channels);
    }

    /** Gradient of a further parameter of a latent. */
    float furtherGradient(int row, int latent) {
        return (float) rule.furtherGradient(row, latent, channels);
    }

    /** The multiple of a latent's decoder row that the penalty adds to its gradient. */
    float pull(int latent) {
        return (float) pulls[latent];
    }

    /** Sum of the squares of a latent's activations. */
    double squares(int latent) {
        return squares[latent];
    }
}
