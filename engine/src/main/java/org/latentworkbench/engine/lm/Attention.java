package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.AttentionRule;
import org.latentworkbench.engine.lm.kernel.Heads;

/**
 * Causal self-attention.
 *
 * @param projections make queries, keys and values
 * @param output [width, heads · headWidth]
 * @param rule how scores are made
 * @param rotary whether queries and keys are turned by their position
 */
record Attention(Projections projections, Linear output, AttentionRule rule, boolean rotary) {
    /** @param x [batch, positions, width], normed */
    NDArray apply(NDArray x, int layer, Pass pass) {
        Projections.Projected projected = projections.apply(x, pass.kernels());
        Heads queries = projected.queries();
        Heads keys = projected.keys();
        Heads values = projected.values();
        if (rotary) {
            queries = pass.kernels().rotate(queries, pass.positions());
            keys = pass.kernels().rotate(keys, pass.positions());
        }
        if (pass.cache() != null) {
            KeyValueCache.Entry entry = pass.cache().extend(layer, keys, values);
            keys = entry.keys();
            values = entry.values();
        }
        NDArray mixed = pass.kernels()
                .attend(
                        queries,
                        keys,
                        values,
                        rule,
                        pass.positions(),
                        pass.hooks().attention(layer));
        mixed = pass.hooks().at(HookPoint.Kind.ATTN_Z, layer, mixed);
        return pass.hooks().finished() ? mixed : output.apply(mixed, pass.kernels());
    }
}
