package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * What directions of the residual stream do to the logits directly: through the scale of the final norm and the head
 * (nostalgebraist 2020, "interpreting GPT: the logit lens"; Bloom and Lin 2024 for latents).
 *
 * @param promoted tokens whose logits rise most, per direction, the largest rise first
 * @param suppressed tokens whose logits fall most, per direction, the largest fall first
 */
public record LogitLens(List<List<TokenScore>> promoted, List<List<TokenScore>> suppressed) {
    /** Bounds the logits that are in memory at once. */
    private static final long ELEMENTS = 1L << 25;

    /**
     * @param directions [n, width]
     * @param count tokens of each list
     */
    static LogitLens of(Transformer transformer, NativeScope weights, FloatMatrix directions, int count) {
        long vocabulary = transformer.head().weight().getShape().get(0);
        int tokens = (int) Math.min(count, vocabulary);
        long step = Math.max(1, ELEMENTS / vocabulary);
        List<List<TokenScore>> promoted = new ArrayList<>();
        List<List<TokenScore>> suppressed = new ArrayList<>();
        for (long from = 0; from < directions.rows(); from += step) {
            long rows = Math.min(step, directions.rows() - from);
            try (NativeScope scope = weights.child()) {
                NDArray part = scope.upload(directions.rows(from, rows).data(), rows, directions.columns());
                NDArray read = transformer.finalNorm().scaled(part);
                NDArray logits = transformer.head().apply(read, transformer.kernels());
                collect(logits.topK(tokens, 1, true, true), tokens, promoted);
                collect(logits.topK(tokens, 1, false, true), tokens, suppressed);
            }
        }
        return new LogitLens(List.copyOf(promoted), List.copyOf(suppressed));
    }

    private static void collect(NDList top, int tokens, List<List<TokenScore>> into) {
        float[] values = NativeScope.download(top.get(0));
        long[] ids = top.get(1).toLongArray();
        for (int row = 0; row < values.length / tokens; row++) {
            List<TokenScore> scores = new ArrayList<>(tokens);
            for (int i = row * tokens; i < (row + 1) * tokens; i++) {
                scores.add(new TokenScore((int) ids[i], values[i]));
            }
            into.add(List.copyOf(scores));
        }
    }
}
