package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/** Brings every position's vector to a common scale. */
interface Norm {
    /** @param x [.., width] */
    NDArray apply(NDArray x);
}
