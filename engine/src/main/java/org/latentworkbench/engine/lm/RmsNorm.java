package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/**
 * {@code x / sqrt(mean(x²) + ε) · w} (Zhang and Sennrich 2019, "Root Mean Square Layer Normalization").
 *
 * @param weight [width]
 */
record RmsNorm(NDArray weight, float epsilon) implements Norm {
    @Override
    public NDArray apply(NDArray x) {
        NDArray rms = x.square().mean(new int[] {-1}, true).add(epsilon).sqrt();
        return x.div(rms).mul(weight);
    }
}
