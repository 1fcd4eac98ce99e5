package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/** SwiGLU (Shazeer 2020, "GLU Variants Improve Transformer"): {@code down(silu(gate(x)) ⊙ up(x))}. */
record GatedMlp(Linear gate, Linear up, Linear down) implements Mlp {
    @Override
    public NDArray hidden(NDArray x) {
        NDArray gated = gate.apply(x);
        return gated.getNDArrayInternal().sigmoid().mul(gated).mul(up.apply(x));
    }

    @Override
    public NDArray output(NDArray hidden) {
        return down.apply(hidden);
    }
}
