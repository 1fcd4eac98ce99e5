package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import org.latentworkbench.engine.tensor.NativeScope;

/** Cross-entropy of the next token over rows of equal length. */
final class LossFunction {
    /** Bounds the logits that are in memory at once. */
    private static final long LOGITS = 1L << 25;

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
     * The same without gradients, and without all logits in memory at once.
     *
     * @param hooks of the pass
     */
    static float[] perToken(Transformer transformer, NativeScope scope, Batch batch, Hooks hooks) {
        NDArray hidden = transformer.hidden(scope, batch.ids(), batch.size(), batch.length(), hooks);
        int rows = batch.ids().length;
        NDArray flat = hidden.reshape(rows, -1);
        long[] targets = batch.targets();
        float[] losses = new float[rows];
        long vocabulary = transformer.head().weight().getShape().get(0);
        int step = (int) Math.max(1, LOGITS / vocabulary);
        for (int from = 0; from < rows; from += step) {
            int to = Math.min(rows, from + step);
            try (NativeScope part = scope.child()) {
                NDArray some = part.keep(flat.get(new NDIndex(from + ":" + to)));
                NDArray chosen = part.upload(Arrays.copyOfRange(targets, from, to), to - from, 1);
                NDArray loss = transformer
                        .logits(some)
                        .logSoftmax(-1)
                        .gather(chosen, 1)
                        .neg();
                System.arraycopy(NativeScope.download(loss), 0, losses, from, to - from);
            }
        }
        return losses;
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
