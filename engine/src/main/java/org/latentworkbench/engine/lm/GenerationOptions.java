package org.latentworkbench.engine.lm;

/**
 * How text is generated.
 *
 * @param maxNewTokens at most this many tokens are added; ≥ 0
 * @param temperature divides the logits; 0 takes the most likely token always
 * @param topK only the k most likely tokens; 0 for all
 * @param topP only the most likely tokens that together reach this probability, in (0, 1]; 1 for all
 * @param seed makes a sample repeatable
 */
public record GenerationOptions(int maxNewTokens, double temperature, int topK, double topP, long seed) {
    /** Checks the ranges. */
    public GenerationOptions {
        if (maxNewTokens < 0 || !(temperature >= 0) || topK < 0 || !(topP > 0 && topP <= 1)) {
            throw new org.latentworkbench.engine.error.BadInputException(
                    "Generation needs max new tokens ≥ 0, temperature ≥ 0, top-k ≥ 0 and top-p in (0, 1]; given "
                            + maxNewTokens + ", " + temperature + ", " + topK + ", " + topP + ".");
        }
    }

    /** Always the most likely token. */
    public static GenerationOptions greedy(int maxNewTokens) {
        return new GenerationOptions(maxNewTokens, 0, 0, 1, 0);
    }
}
