package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Activation;
import org.latentworkbench.engine.lm.kernel.Kernels;

/** Two matrices with a nonlinearity between them: {@code out(activation(in(x)))}. */
record PlainMlp(Activation activation, Linear in, Linear out) implements Mlp {
    @Override
    public NDArray hidden(NDArray x, Kernels kernels) {
        return kernels.activate(activation, in.apply(x, kernels));
    }

    @Override
    public NDArray output(NDArray hidden, Kernels kernels) {
        return out.apply(hidden, kernels);
    }
}
