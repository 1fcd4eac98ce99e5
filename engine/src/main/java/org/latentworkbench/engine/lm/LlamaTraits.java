package org.latentworkbench.engine.lm;

import java.util.Collections;
import java.util.List;
import org.latentworkbench.engine.lm.kernel.Activation;
import org.latentworkbench.engine.lm.kernel.AttentionRule;

/**
 * In what the families with Llama's blocks differ.
 *
 * @param activation of the gate
 * @param queryKeyValueBias whether queries, keys and values have biases
 * @param outputBias whether attention's last matrix has one
 * @param mlpBias whether gate, up and down have biases
 * @param normOffset added to the norms' weights
 * @param scaledEmbedding whether tokens are multiplied by the root of the width
 * @param sandwich whether attention and MLP are also normed behind
 * @param scale of the scores
 * @param scoreCap soft cap of the scores
 * @param logitCap soft cap of the logits
 * @param windows what each layer sees
 */
record LlamaTraits(
        Activation activation,
        boolean queryKeyValueBias,
        boolean outputBias,
        boolean mlpBias,
        float normOffset,
        boolean scaledEmbedding,
        boolean sandwich,
        double scale,
        double scoreCap,
        double logitCap,
        List<Integer> windows) {
    /** Llama's own: SwiGLU, no biases, everything seen. */
    static LlamaTraits plain(int headWidth, int layers) {
        return new LlamaTraits(
                Activation.SILU,
                false,
                false,
                false,
                0,
                false,
                false,
                1 / Math.sqrt(headWidth),
                AttentionRule.UNCAPPED,
                AttentionRule.UNCAPPED,
                Collections.nCopies(layers, AttentionRule.EVERYTHING));
    }

    LlamaTraits withActivation(Activation other) {
        return new LlamaTraits(
                other,
                queryKeyValueBias,
                outputBias,
                mlpBias,
                normOffset,
                scaledEmbedding,
                sandwich,
                scale,
                scoreCap,
                logitCap,
                windows);
    }

    LlamaTraits withBiases(boolean queryKeyValue, boolean output, boolean mlp) {
        return new LlamaTraits(
                activation,
                queryKeyValue,
                output,
                mlp,
                normOffset,
                scaledEmbedding,
                sandwich,
                scale,
                scoreCap,
                logitCap,
                windows);
    }

    LlamaTraits withWindows(List<Integer> others) {
        return new LlamaTraits(
                activation,
                queryKeyValueBias,
                outputBias,
                mlpBias,
                normOffset,
                scaledEmbedding,
                sandwich,
                scale,
                scoreCap,
                logitCap,
                List.copyOf(others));
    }

    /** Gemma's norms and embedding. */
    LlamaTraits asGemma() {
        return new LlamaTraits(
                activation,
                queryKeyValueBias,
                outputBias,
                mlpBias,
                1,
                true,
                sandwich,
                scale,
                scoreCap,
                logitCap,
                windows);
    }

    /** Gemma 2's norms behind the parts, scale and caps. */
    LlamaTraits asGemma2(double otherScale, double otherScoreCap, double otherLogitCap) {
        return new LlamaTraits(
                activation,
                queryKeyValueBias,
                outputBias,
                mlpBias,
                normOffset,
                scaledEmbedding,
                true,
                otherScale,
                otherScoreCap,
                otherLogitCap,
                windows);
    }
}
