package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Kernels;

/** The position-wise half of a block, in two steps so that its hidden values can be seen. */
sealed interface Mlp permits GatedMlp, PlainMlp {
    /** @param x [.., width], normed */
    NDArray hidden(NDArray x, Kernels kernels);

    /** @param hidden [.., mlpWidth] */
    NDArray output(NDArray hidden, Kernels kernels);
}
