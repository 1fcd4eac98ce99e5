package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Kernels;

/**
 * The norm of the GPT families.
 *
 * @param weight [width]
 * @param bias [width]
 */
record LayerNorm(NDArray weight, NDArray bias, float epsilon) implements Norm {
    @Override
    public NDArray apply(NDArray x, Kernels kernels) {
        return kernels.layerNorm(x, weight, bias, epsilon);
    }

    @Override
    public NDArray scaled(NDArray directions) {
        return directions.sub(directions.mean(new int[] {1}, true)).mul(weight);
    }
}
