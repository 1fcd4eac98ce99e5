package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.kernel.Kernels;

/**
 * {@code x Wᵀ + b}.
 *
 * @param weight [out, in]
 * @param bias [out], or none
 */
record Linear(NDArray weight, @Nullable NDArray bias) {
    /** @param x [.., in] */
    NDArray apply(NDArray x, Kernels kernels) {
        return kernels.linear(x, weight, bias);
    }
}
