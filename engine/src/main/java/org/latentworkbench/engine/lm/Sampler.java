package org.latentworkbench.engine.lm;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses the next token from logits. */
final class Sampler {
    private final GenerationOptions options;
    private final SplittableRandom random;

    Sampler(GenerationOptions options) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
    }

    int next(float[] logits) {
        return options.temperature() == 0 ? likeliest(logits) : sample(logits);
    }

    /** The largest logit's index, the first of equals. */
    static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    private int sample(float[] logits) {
        int[] order = IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = options.topK() == 0 ? order.length : Math.min(options.topK(), order.length);
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp((logits[order[i]] - logits[order[0]]) / options.temperature());
        }
        double limit = options.topP() * Arrays.stream(weights).sum();
        double kept = 0;
        int choices = 0;
        while (choices < count && (choices == 0 || kept < limit)) {
            kept += weights[choices++];
        }
        double draw = random.nextDouble() * kept;
        for (int i = 0; i < choices; i++) {
            draw -= weights[i];
            if (draw < 0) {
                return order[i];
            }
        }
        return order[choices - 1];
    }
}
