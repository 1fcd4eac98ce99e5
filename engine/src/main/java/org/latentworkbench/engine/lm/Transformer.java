package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.kernel.AttentionRule;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.lm.kernel.Positions;
import org.latentworkbench.engine.lm.kernel.TorchKernels;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * The parts of a decoder-only transformer in order. Holds no memory of its own: the arrays belong to where they came from.
 *
 * @param embedding from tokens to the residual stream
 * @param blocks the layers
 * @param finalNorm before the head
 * @param head [vocabulary, width]
 * @param logitCap logits z become {@code cap · tanh(z / cap)}; {@link AttentionRule#UNCAPPED} leaves them
 * @param rotary how positions turn queries and keys
 * @param kernels the arithmetic
 */
record Transformer(
        Embedding embedding,
        List<Block> blocks,
        Norm finalNorm,
        Linear head,
        double logitCap,
        Rotary rotary,
        Kernels kernels) {
    /** Computed by libtorch, with gradients. */
    Transformer(Embedding embedding, List<Block> blocks, Norm finalNorm, Linear head, double cap, Rotary rotary) {
        this(embedding, blocks, finalNorm, head, cap, rotary, TorchKernels.FLOAT32);
    }

    /** The same parts with other arithmetic. */
    Transformer with(Kernels other) {
        return new Transformer(embedding, blocks, finalNorm, head, logitCap, rotary, other);
    }

    /**
     * Runs a batch through the layers.
     *
     * @param scope owns the result; what a layer makes on its way is freed behind it
     * @param ids [batch · length] token ids, right-padded with any id
     * @return [batch, length, width] after the final norm, or any value once {@code hooks.finished()}
     */
    NDArray hidden(NativeScope scope, long[] ids, int batch, int length, Hooks hooks) {
        return hidden(scope, ids, batch, length, hooks, null);
    }

    /**
     * Runs further positions of a batch through the layers.
     *
     * @param cache what earlier runs left of the positions before; none if this is the whole context
     */
    NDArray hidden(NativeScope scope, long[] ids, int batch, int length, Hooks hooks, @Nullable KeyValueCache cache) {
        int first = cache == null ? 0 : cache.length();
        Positions positions = new Positions(scope, first, length, rotary.of(first + length));
        Pass pass = new Pass(kernels, positions, hooks, cache);
        NDArray x = hooks.at(HookPoint.Kind.EMBED, 0, embedding.apply(scope, ids, batch, length, first));
        for (Block block : blocks) {
            if (hooks.finished()) {
                return x;
            }
            try (NativeScope inside = scope.child()) {
                x = scope.keep(block.apply(inside.keep(x), pass));
            }
        }
        if (cache != null) {
            cache.advance(length);
        }
        return hooks.finished() ? x : hooks.at(HookPoint.Kind.FINAL_NORM, 0, finalNorm.apply(x, kernels));
    }

    /**
     * Logits of the next token.
     *
     * @param hidden [.., width] after the final norm
     */
    NDArray logits(NDArray hidden) {
        NDArray logits = head.apply(hidden, kernels);
        return logitCap == AttentionRule.UNCAPPED
                ? logits
                : logits.div(logitCap).tanh().mul(logitCap);
    }
}
