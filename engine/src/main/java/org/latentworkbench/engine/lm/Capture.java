package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.NativeScope;

/** Keeps the value of one hook point and ends the pass there. */
final class Capture implements Hooks {
    private final HookPoint hook;
    private final NativeScope scope;
    private @Nullable NDArray value;

    Capture(HookPoint hook, NativeScope scope) {
        this.hook = hook;
        this.scope = scope;
    }

    @Override
    public NDArray at(HookPoint.Kind kind, int layer, NDArray current) {
        if (kind == hook.kind() && layer == hook.layer()) {
            value = scope.keep(current);
        }
        return current;
    }

    @Override
    public boolean finished() {
        return value != null;
    }

    /** [batch, length, width] */
    NDArray value() {
        if (value == null) {
            throw new org.latentworkbench.engine.error.BugException("the forward pass never came to " + hook);
        }
        return value;
    }
}
