package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import java.util.List;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * The parts of a decoder-only transformer in order. Holds no memory of its own: the arrays belong to where they came from.
 *
 * @param embedding [vocabulary, width]
 * @param blocks the layers
 * @param finalNorm before the head
 * @param head [vocabulary, width]
 * @param frequencies rotation per position of each rotary pair
 */
record Transformer(NDArray embedding, List<Block> blocks, Norm finalNorm, Linear head, double[] frequencies) {
    /**
     * Runs a batch through the layers.
     *
     * @param scope owns the result; what a layer makes on its way is freed behind it
     * @param ids [batch · length] token ids, right-padded with any id
     * @return [batch, length, width] after the final norm, or any value once {@code hooks.finished()}
     */
    NDArray hidden(NativeScope scope, long[] ids, int batch, int length, Hooks hooks) {
        Positions positions = Positions.of(scope, length, frequencies);
        NDArray tokens = scope.upload(ids, batch, length);
        NDArray x = tokens.getNDArrayInternal()
                .embedding(tokens, embedding, SparseFormat.DENSE)
                .singletonOrThrow();
        x = hooks.at(HookPoint.Kind.EMBED, 0, x);
        for (Block block : blocks) {
            if (hooks.finished()) {
                return x;
            }
            try (NativeScope inside = scope.child()) {
                x = scope.keep(block.apply(inside.keep(x), positions, hooks));
            }
        }
        return hooks.finished() ? x : hooks.at(HookPoint.Kind.FINAL_NORM, 0, finalNorm.apply(x));
    }

    /**
     * Logits of the next token.
     *
     * @param hidden [.., width] after the final norm
     */
    NDArray logits(NDArray hidden) {
        return head.apply(hidden);
    }
}
