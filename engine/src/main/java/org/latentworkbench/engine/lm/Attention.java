package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/**
 * Causal rotary attention with grouped queries: query head h reads key/value head h / (heads / keyValueHeads).
 *
 * @param query [heads · headWidth, width]
 * @param key [keyValueHeads · headWidth, width]
 * @param value [keyValueHeads · headWidth, width]
 * @param output [width, heads · headWidth]
 */
record Attention(Linear query, Linear key, Linear value, Linear output, int heads, int keyValueHeads, int headWidth) {
    /** @param x [batch, positions, width], normed */
    NDArray apply(NDArray x, int layer, Positions positions, Hooks hooks) {
        long batch = x.getShape().get(0);
        long length = x.getShape().get(1);
        NDArray q = positions.rotate(split(query.apply(x), heads)).mul(1 / Math.sqrt(headWidth));
        NDArray k = repeat(positions.rotate(split(key.apply(x), keyValueHeads)));
        NDArray v = repeat(split(value.apply(x), keyValueHeads));
        NDArray scores = q.matMul(k.swapAxes(2, 3)).addi(positions.mask());
        NDArray probabilities = scores.softmax(-1);
        scores.close();
        hooks.attention(layer, probabilities);
        NDArray mixed = probabilities.matMul(v);
        probabilities.close();
        return output.apply(mixed.swapAxes(1, 2).reshape(batch, length, (long) heads * headWidth));
    }

    /** [batch, positions, count · headWidth] to [batch, count, positions, headWidth]. */
    private NDArray split(NDArray x, int count) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), count, headWidth)
                .swapAxes(1, 2);
    }

    /** Gives every query head its key/value head: [batch, keyValueHeads, ..] to [batch, heads, ..]. */
    private NDArray repeat(NDArray x) {
        if (heads == keyValueHeads) {
            return x;
        }
        long batch = x.getShape().get(0);
        long length = x.getShape().get(2);
        int group = heads / keyValueHeads;
        return x.reshape(batch, keyValueHeads, 1, length, headWidth)
                .broadcast(batch, keyValueHeads, group, length, headWidth)
                .reshape(batch, heads, length, headWidth);
    }
}
