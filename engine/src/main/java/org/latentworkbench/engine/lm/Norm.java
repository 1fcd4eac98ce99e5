package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Kernels;

/** Brings every position's vector to a common scale. */
sealed interface Norm permits LayerNorm, RmsNorm {
    /** @param x [.., width] */
    NDArray apply(NDArray x, Kernels kernels);

    /**
     * Directions as what follows the norm sees them, its division by the position's scale left out.
     *
     * @param directions [n, width]
     */
    NDArray scaled(NDArray directions);
}
