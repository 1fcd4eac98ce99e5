package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/** One layer of a transformer. */
interface Block {
    /**
     * Adds what the layer has to say to the residual stream.
     *
     * @param x [batch, positions, width]
     * @return the stream after the layer, or any value once {@code hooks.finished()}
     */
    NDArray apply(NDArray x, Positions positions, Hooks hooks);
}
