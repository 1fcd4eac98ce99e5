package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees the values of a forward pass as they are made; may put others in their place, or end the pass. */
interface Hooks {
    /** Sees nothing. */
    Hooks NONE = (_, _, value) -> value;

    /**
     * Called at every hook point, in order.
     *
     * @param value [batch, positions, width]; alive until this returns unless it is kept in another scope
     * @return what the pass goes on with
     */
    NDArray at(HookPoint.Kind kind, int layer, NDArray value);

    /** Who wants a layer's attention pattern, [batch, heads, positions, positions]; alive only during the call. */
    default @Nullable Consumer<NDArray> attention(int layer) {
        return null;
    }

    /** Whether nothing more is needed; asked after every hook point. */
    default boolean finished() {
        return false;
    }
}
