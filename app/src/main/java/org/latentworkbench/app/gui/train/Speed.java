package org.latentworkbench.app.gui.train;

/**
 * How fast a run was on this computer.
 *
 * @param run its name
 * @param tokensPerSecond measured
 * @param weights of its autoencoder: latents times input width
 */
record Speed(String run, double tokensPerSecond, double weights) {
    /** Tokens per second to expect with another size: the dense product of the encoder takes nearly all the time. */
    double forWeights(double others) {
        return tokensPerSecond * weights / others;
    }
}
