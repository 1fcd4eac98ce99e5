package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Heads;
import org.latentworkbench.engine.lm.kernel.Kernels;

/** How queries, keys and values are made of the residual stream. */
sealed interface Projections {
    /** Queries, keys and values of all positions. */
    record Projected(Heads queries, Heads keys, Heads values) {}

    /** @param x [batch, positions, width], normed */
    Projected apply(NDArray x, Kernels kernels);

    /**
     * Three matrices; several query heads may share a key and value head.
     *
     * @param query [heads · headWidth, width]
     * @param key [keyValueHeads · headWidth, width]
     * @param value [keyValueHeads · headWidth, width]
     */
    record Separate(Linear query, Linear key, Linear value, int heads, int keyValueHeads, int headWidth)
            implements Projections {
        @Override
        public Projected apply(NDArray x, Kernels kernels) {
            return new Projected(
                    Heads.packed(query.apply(x, kernels), heads, headWidth),
                    Heads.packed(key.apply(x, kernels), keyValueHeads, headWidth),
                    Heads.packed(value.apply(x, kernels), keyValueHeads, headWidth));
        }
    }

    /**
     * One matrix.
     *
     * @param joint [3 · heads · headWidth, width]
     * @param byHead whether its rows are ordered by head first, then query, key, value (NeoX), or the other way (GPT-2)
     */
    record Joint(Linear joint, int heads, int headWidth, boolean byHead) implements Projections {
        @Override
        public Projected apply(NDArray x, Kernels kernels) {
            NDArray all = joint.apply(x, kernels);
            int step = byHead ? headWidth : heads * headWidth;
            int stride = byHead ? 3 * headWidth : headWidth;
            return new Projected(
                    new Heads(all, heads, headWidth, 0, stride),
                    new Heads(all, heads, headWidth, step, stride),
                    new Heads(all, heads, headWidth, 2 * step, stride));
        }
    }
}
