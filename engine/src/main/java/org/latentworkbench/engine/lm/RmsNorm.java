package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Kernels;

/**
 * The norm of the Llama families.
 *
 * @param weight [width]
 * @param offset added to the weight: 0, or 1 where the file holds the difference to 1 (Gemma)
 */
record RmsNorm(NDArray weight, float epsilon, float offset) implements Norm {
    @Override
    public NDArray apply(NDArray x, Kernels kernels) {
        return kernels.rmsNorm(x, weight, epsilon, offset);
    }

    @Override
    public NDArray scaled(NDArray directions) {
        return directions.mul(weight).add(directions.mul(offset));
    }
}
