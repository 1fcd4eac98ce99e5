package org.latentworkbench.engine.lm;

import static org.latentworkbench.engine.lm.HookPoint.Kind.ATTN_OUT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.MLP_ACT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.MLP_OUT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_MID;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_POST;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_PRE;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.kernel.Kernels;

/**
 * Normed attention, then normed MLP, each added to the residual stream. Gemma 2 also norms what they give before it is added
 * ("sandwich").
 *
 * @param afterAttention norm of what attention gives, or none
 * @param afterMlp norm of what the MLP gives, or none
 */
record SequentialBlock(
        int layer,
        Norm attentionNorm,
        Attention attention,
        @Nullable Norm afterAttention,
        Norm mlpNorm,
        Mlp mlp,
        @Nullable Norm afterMlp)
        implements Block {
    /** Without norms after the parts. */
    SequentialBlock(int layer, Norm attentionNorm, Attention attention, Norm mlpNorm, Mlp mlp) {
        this(layer, attentionNorm, attention, null, mlpNorm, mlp, null);
    }

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
        attended = hooks.at(ATTN_OUT, layer, normed(afterAttention, attended, kernels));
        if (hooks.finished()) {
            return before;
        }
        NDArray middle = hooks.at(RESID_MID, layer, before.add(attended));
        if (hooks.finished()) {
            return middle;
        }
        NDArray hidden = hooks.at(MLP_ACT, layer, mlp.hidden(mlpNorm.apply(middle, kernels), kernels));
        if (hooks.finished()) {
            return middle;
        }
        NDArray added = hooks.at(MLP_OUT, layer, normed(afterMlp, mlp.output(hidden, kernels), kernels));
        if (hooks.finished()) {
            return middle;
        }
        return hooks.at(RESID_POST, layer, middle.add(added));
    }

    private static NDArray normed(@Nullable Norm norm, NDArray x, Kernels kernels) {
        return norm == null ? x : norm.apply(x, kernels);
    }
}
