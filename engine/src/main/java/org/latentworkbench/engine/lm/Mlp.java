package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/** The position-wise half of a block, in two steps so that its hidden values can be seen. */
interface Mlp {
    /** @param x [.., width], normed */
    NDArray hidden(NDArray x);

    /** @param hidden [.., mlpWidth] */
    NDArray output(NDArray hidden);
}
