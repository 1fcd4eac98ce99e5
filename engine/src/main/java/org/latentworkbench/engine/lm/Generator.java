package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.tensor.NativeScope;

/** Runs a context that grows: every token passes through the layers once. Used by one thread. */
final class Generator implements AutoCloseable {
    private final Transformer transformer;
    private final List<Intervention> interventions;
    private final NativeScope scope;
    private final KeyValueCache cache;

    Generator(Transformer transformer, NativeScope weights, List<Intervention> interventions) {
        this.transformer = transformer;
        this.interventions = interventions;
        this.scope = weights.child();
        this.cache = new KeyValueCache(scope);
    }

    /**
     * Appends tokens.
     *
     * @param ids at least one
     * @return logits of the token that follows them
     */
    float[] append(int[] ids) {
        try (NativeScope pass = scope.child()) {
            long[] wide = Arrays.stream(ids).asLongStream().toArray();
            int[] lengths = {ids.length};
            Hooks hooks = InterventionHooks.of(interventions, pass, lengths, cache.length(), Hooks.NONE);
            NDArray hidden = transformer.hidden(pass, wide, 1, ids.length, hooks, cache);
            NDArray last = hidden.get(new NDIndex(":, -1"));
            return NativeScope.download(transformer.logits(last));
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
