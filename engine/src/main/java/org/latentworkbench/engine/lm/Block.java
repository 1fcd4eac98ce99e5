package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/** One layer of a transformer. */
sealed interface Block permits ParallelBlock, SequentialBlock {
    /**
     * Adds what the layer has to say to the residual stream.
     *
     * @param x [batch, positions, width]
     * @return the stream after the layer, or any value once the pass's hooks are finished
     */
    NDArray apply(NDArray x, Pass pass);
}
