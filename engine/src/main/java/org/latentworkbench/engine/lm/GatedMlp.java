package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Activation;
import org.latentworkbench.engine.lm.kernel.Kernels;

/** A gated unit (Shazeer 2020, "GLU Variants Improve Transformer"): {@code down(activation(gate(x)) ⊙ up(x))}. */
record GatedMlp(Activation activation, Linear gate, Linear up, Linear down) implements Mlp {
    @Override
    public NDArray hidden(NDArray x, Kernels kernels) {
        return kernels.gate(activation, gate.apply(x, kernels), up.apply(x, kernels));
    }

    @Override
    public NDArray output(NDArray hidden, Kernels kernels) {
        return down.apply(hidden, kernels);
    }
}
