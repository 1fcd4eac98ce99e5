package org.latentworkbench.engine.lm;

import static org.latentworkbench.engine.lm.HookPoint.Kind.ATTN_OUT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.MLP_ACT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.MLP_OUT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_POST;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_PRE;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.lm.kernel.Kernels;

/** Normed attention and normed MLP of the same input, both added to it; there is no stream between them. */
record ParallelBlock(int layer, Norm attentionNorm, Attention attention, Norm mlpNorm, Mlp mlp) implements Block {
    @Override
    public NDArray apply(NDArray x, Pass pass) {
        Hooks hooks = pass.hooks();
        Kernels kernels = pass.kernels();
        NDArray before = hooks.at(RESID_PRE, layer, x);
        if (hooks.finished()) {
            return before;
        }
        NDArray attended = attention.apply(attentionNorm.apply(before, kernels), layer, pass);
        if (hooks.finished()) {
            return before;
        }
        attended = hooks.at(ATTN_OUT, layer, attended);
        if (hooks.finished()) {
            return before;
        }
        NDArray hidden = hooks.at(MLP_ACT, layer, mlp.hidden(mlpNorm.apply(before, kernels), kernels));
        if (hooks.finished()) {
            return before;
        }
        NDArray added = hooks.at(MLP_OUT, layer, mlp.output(hidden, kernels));
        if (hooks.finished()) {
            return before;
        }
        return hooks.at(RESID_POST, layer, added.add(attended).addi(before));
    }
}
