package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.tensor.NativeScope;

/** Cross-entropy of the next token over rows of equal length. */
final class LossFunction {
    private LossFunction() {}

    /**
     * Loss of every predicted token in nats.
     *
     * @param scope owns everything that is made
     * @param ids [batch · length] token ids
     * @param targets [batch · length] the tokens that follow them
     * @return [batch · length]
     */
    static NDArray perToken(
            Transformer transformer, NativeScope scope, long[] ids, long[] targets, int batch, int length) {
        NDArray hidden = transformer.hidden(scope, ids, batch, length, Hooks.NONE);
        NDArray logits = transformer.logits(hidden).reshape(targets.length, -1);
        return logits.logSoftmax(-1)
                .gather(scope.upload(targets, targets.length, 1), 1)
                .neg();
    }

    /**
     * Mean loss in nats per predicted token.
     *
     * @param rows each {@code length + 1} tokens: every token but the first is predicted
     * @return a scalar
     */
    static NDArray mean(Transformer transformer, NativeScope scope, int[][] rows) {
        int length = rows[0].length - 1;
        long[] ids = new long[rows.length * length];
        long[] targets = new long[ids.length];
        for (int row = 0; row < rows.length; row++) {
            for (int t = 0; t < length; t++) {
                ids[row * length + t] = rows[row][t];
                targets[row * length + t] = rows[row][t + 1];
            }
        }
        return perToken(transformer, scope, ids, targets, rows.length, length).mean();
    }
}
