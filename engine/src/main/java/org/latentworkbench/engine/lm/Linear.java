package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * {@code x Wᵀ + b}.
 *
 * @param weight [out, in]
 * @param bias [out], or none
 */
record Linear(NDArray weight, @Nullable NDArray bias) {
    /** @param x [.., in] */
    NDArray apply(NDArray x) {
        return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
    }
}
