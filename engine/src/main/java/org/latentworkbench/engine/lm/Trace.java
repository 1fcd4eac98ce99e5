package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.latentworkbench.engine.tensor.NativeScope;

/** Copies every value of a forward pass to the heap. */
final class Trace implements Hooks {
    private final Map<String, float[]> values = new LinkedHashMap<>();

    @Override
    public NDArray at(HookPoint.Kind kind, int layer, NDArray value) {
        String name =
                switch (kind) {
                    case EMBED -> "embeddings";
                    case RESID_PRE -> null; // the stream before: already there under another name
                    case ATTN_Z -> "attn_z." + layer;
                    case ATTN_OUT -> "attn_out." + layer;
                    case RESID_MID -> "resid_mid." + layer;
                    case MLP_ACT -> "mlp_act." + layer;
                    case MLP_OUT -> "mlp_out." + layer;
                    case RESID_POST -> "resid_post." + layer;
                    case FINAL_NORM -> "final_norm";
                };
        if (name != null) {
            values.put(name, NativeScope.download(value));
        }
        return value;
    }

    @Override
    public Consumer<NDArray> attention(int layer) {
        return pattern -> values.put("attn_probs." + layer, NativeScope.download(pattern));
    }

    /** Adds the logits and what follows from them. */
    Map<String, float[]> finish(int[][] ids, float[] logits, int vocabulary) {
        int length = ids[0].length;
        float[] logProbabilities = new float[ids.length * (length - 1)];
        double sum = 0;
        for (int row = 0; row < ids.length; row++) {
            for (int t = 0; t + 1 < length; t++) {
                double value =
                        TokenLoss.logProbability(logits, (row * length + t) * vocabulary, vocabulary, ids[row][t + 1]);
                logProbabilities[row * (length - 1) + t] = (float) value;
                sum += value;
            }
        }
        values.put("logits", logits);
        values.put("next_token_logprob", logProbabilities);
        values.put("mean_loss", new float[] {(float) (-sum / Math.max(1, logProbabilities.length))});
        return values;
    }
}
