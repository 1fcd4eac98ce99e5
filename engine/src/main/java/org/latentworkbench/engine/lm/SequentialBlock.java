package org.latentworkbench.engine.lm;

import static org.latentworkbench.engine.lm.HookPoint.Kind.ATTN_OUT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.MLP_ACT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.MLP_OUT;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_MID;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_POST;
import static org.latentworkbench.engine.lm.HookPoint.Kind.RESID_PRE;

import ai.djl.ndarray.NDArray;

/** Pre-norm attention, then pre-norm MLP, each added to the residual stream. */
record SequentialBlock(int layer, Norm attentionNorm, Attention attention, Norm mlpNorm, Mlp mlp) implements Block {
    @Override
    public NDArray apply(NDArray x, Positions positions, Hooks hooks) {
        NDArray before = hooks.at(RESID_PRE, layer, x);
        if (hooks.finished()) {
            return before;
        }
        NDArray attended = attention.apply(attentionNorm.apply(before), layer, positions, hooks);
        attended = hooks.at(ATTN_OUT, layer, attended);
        if (hooks.finished()) {
            return before;
        }
        NDArray middle = hooks.at(RESID_MID, layer, before.add(attended));
        if (hooks.finished()) {
            return middle;
        }
        NDArray hidden = hooks.at(MLP_ACT, layer, mlp.hidden(mlpNorm.apply(middle)));
        if (hooks.finished()) {
            return middle;
        }
        NDArray added = hooks.at(MLP_OUT, layer, mlp.output(hidden));
        if (hooks.finished()) {
            return middle;
        }
        return hooks.at(RESID_POST, layer, middle.add(added));
    }
}
